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

/** Segments that are scanned side by side, and records of each that are looked at at the same time. */
const SEGMENTS = 4;
const CONCURRENT_RECORDS = 4;

/** Every record of the table, and every one that has left nothing but its changes. */
const allSubjects = ({ table }: Deps): AsyncGenerator<Subject[]>[] =>
  Array.from({ length: SEGMENTS }, (_, segment) => scannedSubjects(table, segment, SEGMENTS));

/** The records of an area by the index, those with a summary that cannot be read included. */
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
 * Verifies every record of the table, or of an area, against its changes, and the changes of the settings of its
 * counties, and says each fault. A record that cannot
 * be read stops no other. Changes of a record that is gone are found only where the whole table is looked at.
 */
export async function runVerify(
  deps: Deps,
  area: AreaCode | undefined,
  output: Output,
): Promise<VerifyResult> {
  const { language } = output;
  const bar = output.progress(JOB_TEXT.verifying[language]);
  const failed: string[] = [];
  /** A partition that lies on two pages is looked at once. */
  const seen = new Set<string>();
  let faults = 0;
  let looked = 0;
  const look = async (
    of: { readonly kind: string; readonly id: string },
    faultsOf: Promise<readonly Fault[]>,
  ) => {
    const { kind, id } = of;
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
  const lookAtRecord = async ({ kind, id }: Subject): Promise<void> => {
    await look({ kind, id }, verifyHistory(deps, { kind, id } as Subject));
    bar.at(++looked);
  };
  await pMap(area ? [subjectsWithin(deps, area)] : allSubjects(deps), async (pages) => {
    for await (const page of pages) {
      const fresh = page.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      await pMap(fresh, lookAtRecord, { concurrency: CONCURRENT_RECORDS });
    }
  });
  for (const { code } of deps.areas.counties(area)) {
    await look({ kind: 'settings', id: code }, verifySettingsHistory(deps, code));
  }
  bar.done();
  output.say({ looked, faults, failed }, () => sentence(JOB_TEXT.verified, language, { looked, faults }));
  if (failed.length > 0) {
    output.remark(sentence(JOB_TEXT.verify_failed, language, { failed: failed.join('、') }));
  }
  return { looked, faults, failed };
}
