package dev.sluice.render;

import java.util.stream.Stream;

/** One kind of manifest: what of it a cluster gets. */
interface ObjectRenderer {

    Stream<Manifest> manifests(Cluster cluster, Decided decided);
}
