import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Whether this machine has R with the package `survival`. */
export const hasR =
  spawnSync('Rscript', ['-e', 'quit(status = !nzchar(system.file(package = "survival")))']).status === 0;

/** Runs each script that is named to it, in its folder and in a process forked for it, and says what it printed. */
const PROGRAM = `
suppressPackageStartupMessages(library(survival))
input <- file("stdin", "r")
while (length(at <- readLines(input, 1)) > 0) {
  child <- parallel::mcparallel({
    setwd(dirname(at))
    fault <- NULL
    printed <- capture.output(tryCatch(
      source(basename(at), local = new.env(), print.eval = TRUE),
      error = function(e) fault <<- conditionMessage(e)))
    list(printed = printed, fault = fault)
  })
  said <- parallel::mccollect(child)[[1]]
  cat(gsub("\\n", " ", c(said$printed, if (!is.null(said$fault)) paste("Error:", said$fault))), ".", sep = "\\n")
  flush(stdout())
}
`;

export type R = Readonly<{ run: (script: string) => Promise<string>; end: () => void }>;

/**
 * One R for several scripts: to start it and to read its packages takes longer than what they compute. Gives what a script
 * printed, its error included.
 */
export function startR(): R {
  const child = spawn('Rscript', ['-e', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const one = async (script: string): Promise<string> => {
    child.stdin.write(`${path.resolve(script)}\n`);
    const said: string[] = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('R ended.');
      if (value === '.') return said.join('\n');
      said.push(value);
    }
  };
  return {
    run: (script) => {
      const turn = last.then(() => one(script));
      last = turn.catch(() => undefined);
      return turn;
    },
    end: () => child.stdin.end(),
  };
}
