import { UsageError } from "./usage-error.ts";

const USAGE = `Usage: npm run ingest -- FILE… [options]     read articles into the newsroom (--help says more)
       npm run export                          write the newsroom to stdout (--help says more)
       npm run suggest                         find the suggestions of all stories anew (--help says more)
       npm run keys -- create|list|revoke      API keys (--help says more)
       npm run schema                          print the GraphQL contract into schema/
       npm run migration -- NAME               write what the entities have changed as a migration`;

/** Commands are loaded when they run: one that only writes must not pay for the GraphQL schema. */
async function run([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case "ingest":
      return (await import("./commands/ingest.ts")).runIngest(args);
    case "export":
      return (await import("./commands/export.ts")).runExport(args);
    case "suggest":
      return (await import("./commands/suggest.ts")).runSuggest(args);
    case "keys":
      return (await import("./commands/keys.ts")).runKeys(args);
    case "create-migration":
      return (await import("./commands/create-migration.ts")).createMigration(args);
    case "print-schema":
      await (await import("./commands/print-schema.ts")).writeContract(args[0]);
      return 0;
    case "--help":
    case "-h":
      process.stdout.write(`${USAGE}\n`);
      return 0;
    default:
      throw new UsageError(command === undefined ? "Name a command." : `There is no command ${command}.`, USAGE);
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${error.usage}\n` : `${message}\n`);
  process.exitCode = 2;
}
