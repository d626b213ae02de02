package drolt.analysis.embedding;

import java.util.Arrays;

/**
 * Points of the plane in nested squares, by which the push of all others on a point is summed in about log N terms.
 *
 * <p>A square that is small for its distance stands for all points in it. Built anew for every step; the sums of
 * different points may be taken on different threads.
 *
 * <p>Source: Barnes and Hut, A hierarchical O(N log N) force-calculation algorithm, 1986; van der Maaten, Accelerating
 * t-SNE using Tree-Based Algorithms, 2014, section 3.2.
 */
final class QuadTree {
    /** Points that are nearer than this part of the whole square share a leaf. */
    private static final int DEEPEST = 40;

    private static final int NONE = -1;
    /** A path down the tree keeps at most three siblings waiting at each level. */
    private static final int STACK = 4 * (DEEPEST + 2);

    private final double[] x;
    private final double[] y;
    private final double side;
    private double[] centerX;
    private double[] centerY;
    private int[] count;
    private int[] firstChild;
    private int used;

    /** @param points interleaved x and y [2 N], finite, N at least 1 */
    QuadTree(double[] points) {
        int size = points.length / 2;
        x = new double[size];
        y = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = points[2 * i];
            y[i] = points[2 * i + 1];
        }
        double left = Arrays.stream(x).min().orElse(0);
        double bottom = Arrays.stream(y).min().orElse(0);
        double width = Arrays.stream(x).max().orElse(0) - left;
        double height = Arrays.stream(y).max().orElse(0) - bottom;
        side = Math.max(Math.max(width, height), Double.MIN_NORMAL);
        int capacity = 4 * size + 16;
        centerX = new double[capacity];
        centerY = new double[capacity];
        count = new int[capacity];
        firstChild = new int[capacity];
        firstChild[0] = NONE;
        used = 1;
        for (int i = 0; i < size; i++) {
            insert(x[i], y[i], left, bottom);
        }
    }

    private void insert(double px, double py, double left, double bottom) {
        int node = 0;
        double size = side;
        double nodeLeft = left;
        double nodeBottom = bottom;
        for (int depth = 0; ; depth++) {
            if (firstChild[node] == NONE) {
                boolean shares = count[node] == 0 || depth == DEEPEST || (centerX[node] == px && centerY[node] == py);
                if (shares) {
                    add(node, px, py);
                    return;
                }
                split(node, nodeLeft, nodeBottom, size / 2);
            }
            add(node, px, py);
            size /= 2;
            int quadrant = quadrant(px, py, nodeLeft + size, nodeBottom + size);
            nodeLeft += (quadrant & 1) == 0 ? 0 : size;
            nodeBottom += (quadrant & 2) == 0 ? 0 : size;
            node = firstChild[node] + quadrant;
        }
    }

    private void add(int node, double px, double py) {
        int before = count[node]++;
        double share = 1.0 / (before + 1);
        centerX[node] += (px - centerX[node]) * share;
        centerY[node] += (py - centerY[node]) * share;
    }

    private static int quadrant(double px, double py, double middleX, double middleY) {
        return (px < middleX ? 0 : 1) + (py < middleY ? 0 : 2);
    }

    /** Hands the leaf's points, which lie in one place, to one of four new children. */
    private void split(int node, double left, double bottom, double half) {
        if (used + 4 > count.length) {
            int capacity = 2 * count.length;
            centerX = Arrays.copyOf(centerX, capacity);
            centerY = Arrays.copyOf(centerY, capacity);
            count = Arrays.copyOf(count, capacity);
            firstChild = Arrays.copyOf(firstChild, capacity);
        }
        firstChild[node] = used;
        Arrays.fill(firstChild, used, used + 4, NONE);
        int child = used + quadrant(centerX[node], centerY[node], left + half, bottom + half);
        used += 4;
        centerX[child] = centerX[node];
        centerY[child] = centerY[node];
        count[child] = count[node];
    }

    /**
     * Sums q = 1 / (1 + d^2) and q^2 times the difference over all other points.
     *
     * @param theta largest ratio of a square's side to its distance at which it stands for its points; 0: exact
     * @param sums the push in x, the push in y, and the sum of q, overwritten
     */
    void push(int point, double theta, double[] sums) {
        double pushX = 0;
        double pushY = 0;
        double total = 0;
        double limit = theta * theta;
        int[] nodes = new int[STACK];
        double[] sides = new double[STACK];
        int waiting = 1;
        sides[0] = side;
        while (waiting > 0) {
            int node = nodes[--waiting];
            double size = sides[waiting];
            if (count[node] == 0) {
                continue;
            }
            double dx = x[point] - centerX[node];
            double dy = y[point] - centerY[node];
            double squared = dx * dx + dy * dy;
            boolean leaf = firstChild[node] == NONE;
            if (leaf && squared == 0) {
                total += count[node] - 1; // the others in the very same place; itself left out
            } else if (leaf || size * size < limit * squared) {
                double q = 1 / (1 + squared);
                double mass = count[node] * q;
                total += mass;
                pushX += mass * q * dx;
                pushY += mass * q * dy;
            } else {
                for (int child = 0; child < 4; child++) {
                    nodes[waiting] = firstChild[node] + child;
                    sides[waiting++] = size / 2;
                }
            }
        }
        sums[0] = pushX;
        sums[1] = pushY;
        sums[2] = total;
    }
}
