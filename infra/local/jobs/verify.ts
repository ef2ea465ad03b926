import pMap from 'p-map';
import type { Deps } from '../../../shared/deps.ts';
import { type AreaCode, isWithin } from '../../../shared/domain/areas/area.ts';
import type { Fault } from '../../../shared/domain/history/verify.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { verifyHistory, verifySettingsHistory } from '../../../shared/queries/verified-history.ts';
import { recordsOfTownship } from '../../../shared/table/record/lists.ts';
import { scannedSubjects } from '../../../shared/table/store/scan.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import type { Output } from './output.ts';

export interface VerifyResult {
  readonly looked: number;
  readonly faults: number;
  /** Ids of records that could not be read. */
  readonly failed: readonly string[];
}

/** Segments of the parallel scan, and records of each that are verified concurrently. */
const SEGMENTS = 4;
const CONCURRENT_RECORDS = 4;

/** All records of the table, and those of which only changes are left. */
const allSubjects = ({ table }: Deps): AsyncGenerator<Subject[]>[] =>
  Array.from({ length: SEGMENTS }, (_, segment) => scannedSubjects(table, segment, SEGMENTS));

/** The records of an area, those with an unreadable summary included. */
async function* subjectsWithin({ table, areas }: Deps, area: AreaCode): AsyncGenerator<Subject[]> {
  for (const { code } of areas.townships(area)) {
    const unreadable: Subject[] = [];
    for await (const page of recordsOfTownship(table, code, (subject) => unreadable.push(subject))) {
      yield page.filter((summary) => isWithin(summary.area, area));
    }
    yield unreadable;
  }
}

/**
 * Verifies every record of the table, or of an area, against its changes, and the changes of its counties' settings.
 * Prints each fault; continues after a record that cannot be read. Changes without a record are found only if the whole
 * table is verified.
 */
export async function runVerify(
  deps: Deps,
  area: AreaCode | undefined,
  output: Output,
): Promise<VerifyResult> {
  const { language } = output;
  const bar = output.progress(JOB_TEXT.verifying[language]);
  const failed: string[] = [];
  /** Ids that have been verified: a partition may extend over two pages. */
  const verified = new Set<string>();
  let faults = 0;
  let looked = 0;
  const printFaults = async (
    subject: { readonly kind: string; readonly id: string },
    faultsOf: Promise<readonly Fault[]>,
  ) => {
    const { kind, id } = subject;
    try {
      for (const fault of await faultsOf) {
        faults++;
        const text = JOB_TEXT[`history_${fault.what}`];
        output.say({ kind, id, ...fault }, () => sentence(text, language, { id, version: fault.version }));
      }
    } catch (error) {
      failed.push(id);
      deps.log('verify_record_failed', { id, error: String(error) });
    }
  };
  const verifyRecord = async ({ kind, id }: Subject): Promise<void> => {
    await printFaults({ kind, id }, verifyHistory(deps, { kind, id } as Subject));
    bar.at(++looked);
  };
  await pMap(area ? [subjectsWithin(deps, area)] : allSubjects(deps), async (pages) => {
    for await (const page of pages) {
      const fresh = page.filter(({ id }) => !verified.has(id));
      for (const { id } of fresh) verified.add(id);
      await pMap(fresh, verifyRecord, { concurrency: CONCURRENT_RECORDS });
    }
  });
  for (const { code } of deps.areas.counties(area)) {
    await printFaults({ kind: 'settings', id: code }, verifySettingsHistory(deps, code));
  }
  bar.done();
  output.say({ looked, faults, failed }, () => sentence(JOB_TEXT.verified, language, { looked, faults }));
  if (failed.length > 0) {
    output.remark(sentence(JOB_TEXT.verify_failed, language, { failed: failed.join('、') }));
  }
  return { looked, faults, failed };
}
