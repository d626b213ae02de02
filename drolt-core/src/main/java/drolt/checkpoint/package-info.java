/**
 * Training states in files, from which an interrupted training resumes.
 */
@NullMarked
package drolt.checkpoint;

import org.jspecify.annotations.NullMarked;
