package drolt.cli;

import drolt.data.download.Archive;
import drolt.proposal.ProposedBackbone;
import drolt.recipe.ShippedRecipe;
import drolt.reproduction.Setting;
import drolt.reproduction.ShippedTable;
import drolt.tensorboard.TensorBoardOutput;
import drolt.trust.CoveragePromise;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What a shell may complete where a word is expected; picocli makes these by their classes. */
final class CompletionWords {
    private CompletionWords() {}

    static final class Recipes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ShippedRecipe.names().iterator();
        }
    }

    static final class ProposedBackbones implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(ProposedBackbone.values())
                    .map(ProposedBackbone::title)
                    .toList()
                    .iterator();
        }
    }

    static final class Spaces implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("paper", "paper-learned").iterator();
        }
    }

    static final class Tables implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(ShippedTable.values())
                    .map(ShippedTable::toString)
                    .toList()
                    .iterator();
        }
    }

    static final class Settings implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Setting.values()).map(Setting::toString).toList().iterator();
        }
    }

    static final class DataSets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Archive.all().stream().map(Archive::name).toList().iterator();
        }
    }

    static final class TableForms implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EnumWords.all(OutputFormat.class).iterator();
        }
    }

    static final class PredictionForms implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EnumWords.all(PredictionFormat.class).iterator();
        }
    }

    static final class Promises implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EnumWords.all(CoveragePromise.class).iterator();
        }
    }

    static final class TensorBoardOutputs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EnumWords.all(TensorBoardOutput.class).iterator();
        }
    }

    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EnumWords.all(CompletionCommand.Shell.class).iterator();
        }
    }
}
