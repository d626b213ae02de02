package drolt.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete commands. */
@Command(
        name = "completion",
        header = "Prints a completion script for bash or zsh.",
        description = "Prints a script by which bash or zsh completes commands, options and their words.",
        footer = {
            "%nLet the shell read it when it starts: a line in ~/.bashrc or ~/.zshrc,",
            "  source <(drolt completion bash)",
            "%nExamples:",
            "  drolt completion bash > ~/.local/share/bash-completion/completions/drolt",
            "  drolt completion zsh > ~/.drolt-completion.zsh"
        })
final class CompletionCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(
            paramLabel = "<shell>",
            description = "bash or zsh.",
            completionCandidates = CompletionWords.Shells.class)
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec;

    /** Shells that are known. */
    enum Shell {
        BASH {
            @Override
            String script(String bash) {
                return bash;
            }
        },
        /** It reads bash's script once its completion system runs. */
        ZSH {
            @Override
            String script(String bash) {
                return "autoload -Uz compinit bashcompinit\n"
                        + "(( $+functions[compdef] )) || compinit -u\n"
                        + "bashcompinit\n"
                        + bash;
            }
        };

        abstract String script(String bash);
    }

    CompletionCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(shell.script(AutoComplete.bash("drolt", spec.root().commandLine()))
                .stripTrailing());
        return ExitCode.OK;
    }
}
