package dev.sluice;

import dev.sluice.cluster.ConnectionsConfig;
import dev.sluice.cluster.VerificationConfig;
import dev.sluice.cluster.callers.CallersConfig;
import dev.sluice.cluster.impact.FlowsConfig;
import dev.sluice.cluster.impact.ImpactConfig;
import dev.sluice.cluster.lease.LeaseConfig;
import dev.sluice.cluster.storage.StorageConfig;

/** Raw values of what is done with clusters beside writing manifests for them. */
record AccessConfig(
        ConnectionsConfig connections,
        FlowsConfig flows,
        ImpactConfig impact,
        StorageConfig storage,
        LeaseConfig lease,
        CallersConfig callers,
        VerificationConfig verification) {}
