package drolt.io;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes NaN and infinities as null: JSON has no word for them. */
final class FiniteNumbers extends SimpleModule {
    private static final long serialVersionUID = 1L;

    FiniteNumbers() {
        addSerializer(Double.class, new DoubleSerializer());
        addSerializer(double.class, new DoubleSerializer());
    }

    private static final class DoubleSerializer extends StdSerializer<Double> {
        DoubleSerializer() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator generator, SerializationContext context) {
            if (Double.isFinite(value)) {
                generator.writeNumber(value);
            } else {
                generator.writeNull();
            }
        }
    }
}
