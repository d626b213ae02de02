package drolt.figure;

/** Numbers drawn in an {@link XyPanel}. Points with a number that is not finite are left out. */
public sealed interface Series {
    /** Its name in the legend; what has the same label in several panels must have the same look. Empty: in no legend. */
    String label();

    Look look();

    double[] x();

    /** Points without lines. */
    record Points(String label, Look look, double[] x, double[] y) implements Series {}

    /**
     * Points joined in their order.
     *
     * @param marked whether each point has its marker
     */
    record Line(String label, Look look, double[] x, double[] y, boolean marked) implements Series {}

    /** The area between two lines; stands in no legend. */
    record Band(Look look, double[] x, double[] lower, double[] upper) implements Series {
        @Override
        public String label() {
            return "";
        }
    }
}
