import { localQueue } from '../../../functions/audit/local-queue.ts';
import { beginAudit, daysToAudit, planAudit } from '../../../functions/audit/plan.ts';
import { auditTownship } from '../../../functions/audit/township.ts';
import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { type AuditRun, getAuditRun } from '../../../shared/queries/audit-runs.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import type { Output } from './output.ts';

interface AuditJob {
  readonly on: PlainDate;
  readonly area?: AreaCode | undefined;
  readonly by: string;
}

/** Plans the audit of a day and runs it in this process. Returns the record of the run. */
export async function runAudit(deps: Deps, job: AuditJob, output: Output): Promise<AuditRun> {
  const { on, area } = job;
  const { run } = await beginAudit(deps, job);
  const messages = planAudit(deps.areas, run, on, area);
  const bar = output.progress(on, messages.length);
  let reported = 0;
  const queue = localQueue({
    work: async (message) => {
      const part = await auditTownship(deps, message);
      bar.at(++reported);
      return part;
    },
    dead: ({ township }, error) =>
      deps.log('audit_township_failed', { run, on, township, error: String(error) }),
    pause: deps.pause,
  });
  await queue.send(messages);
  bar.done();
  const record = await getAuditRun(deps, run, on, area);
  const { language } = output;
  output.say(record, () =>
    sentence(JOB_TEXT.audit_done, language, { ...record, failed: '', missing: '', endedAt: '' }),
  );
  if (!isClean(record)) {
    const { failed, missing } = record;
    output.remark(
      sentence(JOB_TEXT.audit_failed, language, { failed: failed.length, missing: missing.length }),
    );
  }
  return record;
}

/** Audits today and the days that were missed. */
export async function runMissedAudits(deps: Deps, output: Output): Promise<void> {
  for (const on of await daysToAudit(deps)) await runAudit(deps, { on, by: 'schedule' }, output);
}

export const isClean = ({ failed, missing }: AuditRun): boolean => failed.length + missing.length === 0;
