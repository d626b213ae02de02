package drolt.optimizer;

/** SGD and Adam for one parameter, in plain doubles, written from the papers and PyTorch's documentation. */
abstract class PlainOptimizer {
    interface Factory {
        PlainOptimizer create(double[] start, double scale, double decay);
    }

    final double[] weights;
    final double scale;
    final double decay;

    PlainOptimizer(double[] weights, double scale, double decay) {
        this.weights = weights;
        this.scale = scale;
        this.decay = decay;
    }

    abstract void step(double[] gradient, double rate);

    static PlainOptimizer sgd(double[] start, double scale, double decay, double momentum, boolean nesterov) {
        return new PlainOptimizer(start, scale, decay) {
            private final double[] velocity = new double[start.length];

            @Override
            void step(double[] gradient, double rate) {
                for (int i = 0; i < weights.length; i++) {
                    double g = gradient[i] + decay * weights[i];
                    velocity[i] = momentum * velocity[i] + g;
                    weights[i] -= rate * scale * (nesterov ? g + momentum * velocity[i] : velocity[i]);
                }
            }
        };
    }

    static PlainOptimizer adam(
            double[] start, double scale, double decay, double beta1, double beta2, boolean decoupled) {
        return new PlainOptimizer(start, scale, decay) {
            private final double[] first = new double[start.length];
            private final double[] second = new double[start.length];
            private int steps;

            @Override
            void step(double[] gradient, double rate) {
                steps++;
                for (int i = 0; i < weights.length; i++) {
                    double g = decoupled ? gradient[i] : gradient[i] + decay * weights[i];
                    if (decoupled) {
                        weights[i] -= rate * scale * decay * weights[i];
                    }
                    first[i] = beta1 * first[i] + (1 - beta1) * g;
                    second[i] = beta2 * second[i] + (1 - beta2) * g * g;
                    double unbiasedFirst = first[i] / (1 - Math.pow(beta1, steps));
                    double unbiasedSecond = second[i] / (1 - Math.pow(beta2, steps));
                    weights[i] -= rate * scale * unbiasedFirst / (Math.sqrt(unbiasedSecond) + 1e-8);
                }
            }
        };
    }
}
