// The output channel: mistakes of ours, and at debug level what took how long. Nothing a user wrote goes into it.
import { commands, type Disposable, LogLevel, type LogOutputChannel, window } from "vscode";

export class Log implements Disposable {
  private readonly channel: LogOutputChannel = window.createOutputChannel("Conntrack", { log: true });

  /** Does a piece of work for the editor. What it throws is a mistake of ours: the user is spared it, and it is noted here. */
  run<T>(what: string, work: () => T): T | undefined {
    const start = this.channel.logLevel <= LogLevel.Debug ? performance.now() : undefined;
    try {
      const result = work();
      if (start !== undefined) this.channel.debug(`${what}: ${(performance.now() - start).toFixed(1)} ms`);
      return result;
    } catch (error) {
      this.report(what, error);
      return undefined;
    }
  }

  /** A command; what it throws is noted here too, and VS Code shows it. */
  command(id: string, handler: (...args: readonly unknown[]) => unknown): Disposable {
    return commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        this.report(id, error);
        throw error;
      }
    });
  }

  report(what: string, error: unknown): void {
    this.channel.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  dispose(): void {
    this.channel.dispose();
  }
}
