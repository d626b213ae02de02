/**
 * Methods that need a training of their own kind: BBN's two branches, rotation and MoCo as pre-training, smDRAGON.
 */
@NullMarked
package drolt.training.method;

import org.jspecify.annotations.NullMarked;
