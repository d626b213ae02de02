package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** The run does not begin. */
@JsonTypeName("fail")
record FailOnBadImages() implements BadImageConfig {}
