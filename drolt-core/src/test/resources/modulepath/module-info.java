module consumer {
    requires drolt.core;
}
