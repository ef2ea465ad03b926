import pMap from 'p-map';
import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { PlainDate } from '../domain/calendar/dates.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { Subject } from '../domain/records/subject.ts';
import { Busy } from '../faults.ts';
import { recordsOfTownship } from '../table/record/lists.ts';
import { loadRecordWithFindings, type RecordWithFindings } from './records.ts';
import { isInScope, scopeOf, townshipsIn } from './scope.ts';

/** Records that are evaluated at the same time. */
const CONCURRENCY = 8;

/**
 * Reads every record of an area, or of all areas of the actor, with its findings on a day, page by page, in the order of
 * townships and records. A record that cannot be read is reported to `onFailure` and stops no other. Throws `Refused`
 * (`outside_areas`), and `Busy` if the table does not answer.
 */
export async function* readFindings(
  deps: Deps,
  actor: Actor,
  { area, on }: { readonly area?: AreaCode | undefined; readonly on: PlainDate },
  onFailure: (id: Subject['id'], error: unknown) => void,
): AsyncGenerator<RecordWithFindings[]> {
  permitRight(actor, 'read', undefined);
  const scope = scopeOf(deps.areas, actor, area);
  const isInside = isInScope(scope);
  const read = async (subject: Subject): Promise<RecordWithFindings | undefined> => {
    try {
      return await loadRecordWithFindings(deps, subject, on);
    } catch (thrown) {
      const error = Busy.from(thrown);
      if (error instanceof Busy) throw error;
      onFailure(subject.id, error);
      return undefined;
    }
  };
  const readAll = async (subjects: readonly Subject[]): Promise<RecordWithFindings[]> => {
    const found = await pMap(subjects, read, { concurrency: CONCURRENCY });
    return found.flatMap((one) => (one && isInside(one.record) ? [one] : []));
  };
  for (const township of townshipsIn(deps.areas, scope)) {
    const unreadable: Subject[] = [];
    const pages = recordsOfTownship(deps.table, township, (subject) => unreadable.push(subject));
    for await (const page of pages) yield await readAll(page.filter(isInside));
    // If a summary cannot be read, the record itself may be.
    yield await readAll(unreadable);
  }
}
