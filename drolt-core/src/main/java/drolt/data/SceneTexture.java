package drolt.data;

/** Surfaces of the embedded data set's objects: where the second colour shows, on a plane of cells of side 1. */
enum SceneTexture {
    PLAIN {
        @Override
        double coverage(double u, double v, double pixelsPerCell) {
            return 0;
        }
    },
    STRIPED {
        @Override
        double coverage(double u, double v, double pixelsPerCell) {
            return soften(0.25 - Math.abs(offset(u)), pixelsPerCell);
        }
    },
    DOTTED {
        @Override
        double coverage(double u, double v, double pixelsPerCell) {
            double du = offset(u);
            double dv = offset(v);
            return soften(0.34 - Math.sqrt(du * du + dv * dv), pixelsPerCell);
        }
    },
    CHECKERED {
        @Override
        double coverage(double u, double v, double pixelsPerCell) {
            double inColumn = soften(0.25 - Math.abs(offset(u)), pixelsPerCell);
            double inRow = soften(0.25 - Math.abs(offset(v)), pixelsPerCell);
            return inColumn + inRow - 2 * inColumn * inRow; // exclusive or, of shares
        }
    };

    /**
     * Share of the second colour in a pixel, 0 to 1.
     *
     * @param u position in cells, across the stripes
     * @param v position in cells, along the stripes
     * @param pixelsPerCell side of a cell in pixels: edges are one pixel soft
     */
    abstract double coverage(double u, double v, double pixelsPerCell);

    /** Signed distance to the middle of the cell, in [-0.5, 0.5). */
    private static double offset(double position) {
        return position - Math.floor(position) - 0.5;
    }

    private static double soften(double inside, double pixelsPerCell) {
        return Math.min(Math.max(inside * pixelsPerCell + 0.5, 0), 1);
    }
}
