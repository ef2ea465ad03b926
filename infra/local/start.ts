// Schemas that are made after it are compiled when they first parse: a process that serves all day gains by that.
import 'zod/compile';
import './quiet-sdk.ts';
import { describeFailure } from './describe-failure.ts';
import { startSystem } from './system.ts';

try {
  await startSystem(process.env);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
// What was cut off by Ctrl-C is not waited for: the next start takes it up.
process.exit();
