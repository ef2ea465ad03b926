import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type { RuleId } from '../../../shared/domain/records/rule-id.ts';
import type { Finding } from '../../../shared/domain/rules/timeline.ts';
import { readFindings } from '../../../shared/queries/area-findings.ts';
import type { RecordWithFindings } from '../../../shared/queries/records.ts';
import { findingText } from '../../../shared/text/findings.ts';

import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { namesOf } from '../../../shared/text/names.ts';
import { sentence } from '../../../shared/text/render.ts';
import { OUTCOME_TEXT } from '../../../shared/text/rules.ts';
import type { Output } from './output.ts';

export interface FindingsJob {
  readonly on: PlainDate;
  readonly area?: AreaCode | undefined;
  readonly rule?: RuleId | undefined;
}

const SYSTEM = { kind: 'system', job: 'findings' } as const;

/** 户编号, for a member's finding 户编号/人口编号, for a site its name; an id in place of a missing number. */
const subjectName = (record: RecordWithFindings['record'], { member }: Finding): string => {
  if (record.kind === 'site') return record.name;
  const household = record.number ?? record.id;
  if (!member) return household;
  return `${household}/${record.members.find(({ id }) => id === member)?.number ?? member}`;
};

/** The name of the member, or of the head of the household; '' for a site. */
const personName = (record: RecordWithFindings['record'], { member }: Finding): string => {
  if (record.kind === 'site') return '';
  const of = member
    ? record.members.find(({ id }) => id === member)
    : record.members.find(({ relation, left, died }) => relation === '户主' && !left && !died);
  return of?.name ?? '';
};

/**
 * Prints every finding of an area on a day, a line each, in the order of townships and records; stops once nobody reads
 * the output. Returns the ids of records that could not be read.
 */
export async function runFindings(
  deps: Deps,
  { on, area, rule }: FindingsJob,
  output: Output,
): Promise<readonly string[]> {
  const { language } = output;
  const failed: string[] = [];
  let printed = 0;
  const print = ({ record, findings }: RecordWithFindings) => {
    for (const finding of findings) {
      if (rule && finding.rule !== rule) continue;
      if (printed++ === 0) output.remark(JOB_TEXT.findings_columns[language]);
      const { outcome, since, changesOn } = finding;
      const subject = subjectName(record, finding);
      const reasons = findingText(finding, language, namesOf(record, language));
      output.say(
        {
          subject,
          rule: finding.rule,
          outcome,
          since,
          changesOn,
          reasons: finding.reasons,
          sentences: reasons,
        },
        () =>
          [
            subject,
            personName(record, finding),
            finding.rule,
            OUTCOME_TEXT[outcome][language],
            since ?? '-',
            changesOn ?? '-',
            reasons.join('；'),
          ].join('\t'),
      );
    }
  };
  const onFailure = (id: string, error: unknown): void => {
    failed.push(id);
    deps.log('findings_record_failed', { id, error: String(error) });
  };
  for await (const page of readFindings(deps, SYSTEM, { area, on }, onFailure)) {
    if (output.isOver()) return failed;
    for (const record of page) print(record);
  }
  if (failed.length > 0)
    output.remark(sentence(JOB_TEXT.findings_failed, language, { failed: failed.join('、') }));
  else if (printed === 0) output.remark(JOB_TEXT.no_findings[language]);
  return failed;
}
