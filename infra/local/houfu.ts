import './quiet-sdk.ts';
import { cli } from './cli.ts';
import { told } from './expected.ts';

try {
  await cli(process.argv);
} catch (error) {
  process.stderr.write(`${told(error)}\n`);
  process.exitCode = 1;
}
