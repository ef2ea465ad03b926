import { deliverAlerts, makeDigests, type Outlets } from '../../../functions/alerts/run.ts';
import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Run } from '../../../shared/domain/records/run.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import type { Output } from './output.ts';

/** Creates urgent alerts and sends all that wait; prints counts if there were any. Returns whether no county failed. */
export async function runDeliveries(
  deps: Deps,
  outlets: Outlets,
  output: Output,
  area?: AreaCode,
): Promise<boolean> {
  const { failedCounties, ...counts } = await deliverAlerts(deps, outlets, area);
  if (counts.alerts > 0) output.say(counts, () => sentence(JOB_TEXT.delivered, output.language, counts));
  return failedCounties.length === 0;
}

/** Creates the digests of today and sends them. Returns whether no county failed. */
export async function runDigest(
  deps: Deps,
  outlets: Outlets,
  { by, area }: Pick<Run, 'by' | 'area'>,
  output: Output,
): Promise<boolean> {
  const { language } = output;
  const run = await makeDigests(deps, { by, area });
  const { on, changed = 0, failed = [] } = run;
  output.say({ job: 'digest', on, changed, failed }, () =>
    sentence(JOB_TEXT.digested, language, { on, changed }),
  );
  if (failed.length > 0) output.remark(sentence(JOB_TEXT.digest_failed, language, { failed: failed.join() }));
  return (await runDeliveries(deps, outlets, output, area)) && failed.length === 0;
}
