/**
 * The paper's loss, and other robust objectives beside it.
 *
 * <p>Samuel and Chechik, Distributional Robustness Loss for Long-tail Learning, equation by equation:
 *
 * <ul>
 *   <li>Eq. 1 and 18, the robust term: {@link drolt.loss.robust.RobustTerm#of}; its margins 2 eps delta(z', c): {@link
 *       drolt.loss.robust.BoundForm}
 *   <li>Eq. 2 to 5, ERM and DRO over a ball: the ball's worst case over samples instead of centroids is {@link
 *       drolt.loss.robust.WorstCaseLoss}, with {@code chi-square-ball}, {@code kl-ball}, {@code batch-cvar} and {@code
 *       label-aware-cvar}
 *   <li>Eq. 6 to 8, the likelihood of a sample and the weights w(c): the term with radius 0 ({@link
 *       drolt.radius.ErmRadiusConfig}); {@link drolt.loss.robust.ClassTermWeighting}
 *   <li>d of Eq. 6: {@link drolt.loss.robust.DistanceKind}; Z, the samples of its denominator: {@link
 *       drolt.loss.robust.Denominator}
 *   <li>Eq. 9 and 10, the ball of a class and its radius eps_c: {@link drolt.radius.Radius}, one file a choice
 *   <li>Eq. 11 to 17, Theorem 1, and Appendices A and B: {@code docs/theory.md}, {@link
 *       drolt.radius.CentroidProbability} (p(eps)), {@code drolt.analysis.BoundBatch} (both bounds)
 *   <li>Eq. 19, the joint loss: {@link drolt.loss.robust.DroLtLoss}, {@link drolt.loss.robust.Combination}
 * </ul>
 *
 * <p>Where the text and the authors' program differ, {@link drolt.loss.robust.BoundForm} has both. {@code
 * docs/paper-map.md} maps the rest of the paper: tables, figures and appendices.
 */
@NullMarked
package drolt.loss.robust;

import org.jspecify.annotations.NullMarked;
