package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ScheduleScaleTest {
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.2 | {'epochs':200} | {'epochs':40}",
                "0.001 | {'epochs':200,'patienceEpochs':9} | {'epochs':1,'patienceEpochs':1}",
                "0.1 | {'epochs':25} | {'epochs':3}",
                "0.5 | {'epochs':4,'schedule':{'warmup':{'epochs':4}}} | {'epochs':2,'schedule':{'warmup':{'epochs':1}}}",
                "0.01 | {'epochs':200,'schedule':{'milestones':[160,180]}} | {'epochs':2,'schedule':{'milestones':[2,3]}}",
                "0.5 | {'epochs':200,'loss':{'kind':'x','fromEpoch':160}} | {'epochs':100,'loss':{'kind':'x','fromEpoch':80}}",
                "0.5 | {'epochs':200,'sampler':{'kind':'x','until':160}} | {'epochs':100,'sampler':{'kind':'x','until':80}}",
                "0.01 | {'epochs':200,'loss':{'kind':'x','until':190}} | {'epochs':2,'loss':{'kind':'x','until':1}}",
                "0.01 | {'epochs':20,'sampler':{'kind':'x','until':10}} | {'epochs':2,'sampler':{'kind':'x','until':1}}",
                "0.5 | {'epochs':2,'batchSize':128,'sampler':{'draws':64}} | {'epochs':1,'batchSize':128,'sampler':{'draws':64}}",
                "0.5 | {'kind':'tau-norm','tau':1.0} | {'kind':'tau-norm','tau':1.0}",
                "2 | {'epochs':30} | {'epochs':60}",
                "1 | {'epochs':30,'schedule':{'warmup':{'epochs':40}}} | {'epochs':30,'schedule':{'warmup':{'epochs':40}}}"
            })
    void whatCountsEpochsIsScaledAndNothingElse(double scale, String stage, String scaled) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode stages = mapper.createObjectNode();
        stages.set("one", mapper.readTree(stage.replace('\'', '"')));
        new ScheduleScale(scale).apply(stages);
        assertThat(stages.get("one").toString()).isEqualTo(scaled.replace('\'', '"'));
    }
}
