package io.portolan.benchmarks;

import java.util.Map;

/** The exponent with which a cost grows: the slope of the least-squares line through its logarithms. */
final class Slope {
    private Slope() {}

    /**
     * The exponent of cost over size; 1.0 where the cost doubles with the size.
     *
     * @param costs the cost by size, at least two, all above zero
     */
    static double of(Map<Integer, Double> costs) {
        double meanX = costs.keySet().stream().mapToDouble(Math::log).average().orElseThrow();
        double meanY = costs.values().stream().mapToDouble(Math::log).average().orElseThrow();
        double up = 0;
        double down = 0;
        for (Map.Entry<Integer, Double> e : costs.entrySet()) {
            double x = Math.log(e.getKey()) - meanX;
            up += x * (Math.log(e.getValue()) - meanY);
            down += x * x;
        }
        return up / down;
    }
}
