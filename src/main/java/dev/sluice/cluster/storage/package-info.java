/** Whether the object storage that a LokiStack needs is there. */
@NullMarked
package dev.sluice.cluster.storage;

import org.jspecify.annotations.NullMarked;
