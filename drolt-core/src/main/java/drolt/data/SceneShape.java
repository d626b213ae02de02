package drolt.data;

/** Outlines of the embedded data set's objects, each about one unit in radius around the origin. */
enum SceneShape {
    CIRCLE {
        @Override
        double distance(double x, double y) {
            return Math.sqrt(x * x + y * y) - 0.92;
        }
    },
    SQUARE {
        @Override
        double distance(double x, double y) {
            return Math.max(Math.abs(x), Math.abs(y)) - 0.80;
        }
    },
    TRIANGLE {
        @Override
        double distance(double x, double y) {
            double slanted = SIN_60 * Math.abs(x) - 0.5 * y;
            return Math.max(slanted, y) - 0.58;
        }
    },
    RING {
        @Override
        double distance(double x, double y) {
            return Math.abs(Math.sqrt(x * x + y * y) - 0.72) - 0.29;
        }
    },
    CROSS {
        @Override
        double distance(double x, double y) {
            double across = Math.abs(x);
            double along = Math.abs(y);
            return Math.max(Math.max(across, along) - 1.05, Math.min(across, along) - 0.34);
        }
    },
    STAR {
        @Override
        double distance(double x, double y) {
            // Inside a pentagram is who lies inside at least four of its five lines: the second largest decides.
            double largest = Double.NEGATIVE_INFINITY;
            double second = Double.NEGATIVE_INFINITY;
            for (int line = 0; line < 5; line++) {
                double beyond = PENTAGON_X[line] * x + PENTAGON_Y[line] * y;
                if (beyond > largest) {
                    second = largest;
                    largest = beyond;
                } else if (beyond > second) {
                    second = beyond;
                }
            }
            return second - 0.42;
        }
    };

    private static final double SIN_60 = 0.8660254037844386;
    // Directions at 90, 162, 234, 306 and 18 degrees.
    private static final double[] PENTAGON_X = {
        0, -0.9510565162951535, -0.5877852522924731, 0.5877852522924731, 0.9510565162951535
    };
    private static final double[] PENTAGON_Y = {
        1, 0.3090169943749474, -0.8090169943749475, -0.8090169943749475, 0.3090169943749474
    };

    /** How far outside (positive) or inside (negative) the outline a point lies, in units; exact near straight edges. */
    abstract double distance(double x, double y);
}
