import './quiet-sdk.ts';
import { cli } from './cli.ts';
import { isExpected, sentenceOf } from './expected.ts';

try {
  await cli(process.argv);
} catch (error) {
  process.stderr.write(
    `${isExpected(error) ? sentenceOf(error) : String((error as Error).stack ?? error)}\n`,
  );
  process.exitCode = 1;
}
