package example;

import drolt.recipe.RecipeReader;
import drolt.sampling.Sampler;
import drolt.sampling.SamplerConfig;
import drolt.sampling.SamplerContext;

/** Class-aware draws for your own loader. */
final class SamplerAlone {
    /** Returns the positions to load, from 0: every class equally often, four images of a class in a row. */
    static int[] epoch(int[] labels, int classCount, int epoch, int epochs) {
        SamplerContext context = new SamplerContext(labels, classCount, epochs, 1); // seed 1
        Sampler sampler = RecipeReader.part(SamplerConfig.class, "{kind: class-aware, perClass: 4}")
                .build(context);
        return sampler.draw(epoch);
    }
}
