package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What an image that cannot be used does to a run; one record a kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface BadImageConfig permits FailOnBadImages, SkipBadImages {}
