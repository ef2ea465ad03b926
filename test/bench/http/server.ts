/** The API as one machine serves it, in a process of its own; sends its URL to the parent. */
import '../../../infra/local/quiet-sdk.ts';
import { localListener } from '../../../infra/local/api.ts';
import { listen } from '../../../infra/local/server.ts';
import { depsFrom } from '../../../shared/compose.ts';

const { BENCH_DATA = '' } = process.env;
const deps = depsFrom(process.env);
const { url } = await listen((at) => localListener(deps, BENCH_DATA, at, process.env), {
  HOUFU_HOST: '127.0.0.1',
  PORT: 0,
});
process.send?.({ url });
