import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AreaCode } from '../../domain/areas/area.ts';
import { HouseholdId, MemberId } from '../../domain/records/ids.ts';
import { fingerprintOf } from '../../secrets/fingerprint.ts';
import { type KeyProvider, type Keys, keysOf } from '../../secrets/keys.ts';
import type { TableClient } from '../store/client.ts';
import { FINGERPRINT_KEY } from '../store/keys.ts';
import { queryPage } from '../store/read.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { householdsOfPeople } from './owners.ts';
import { recordOf } from './records.ts';

/**
 * The table keeps the fingerprint of one person key: the one under which everybody is claimed. A process may work if it
 * holds that key, as current or as previous: then it finds everybody, and its claims meet those of every other process.
 * A rotation leaves the fingerprint alone until everybody is claimed under the new key too.
 */
export class WrongPersonKey extends Error {
  override readonly name = 'WrongPersonKey';

  constructor() {
    super(
      '这不是该表登记人员所用的密钥，为免重复登记，已停止，未写入任何数据：请改用原密钥（HOUFU_DATA/person-key、HOUFU_PERSON_KEY 或 HOUFU_SECRET_ARN）；换密钥尚未完成的，请把原密钥放回 previous，见 docs/operations/key-rotation.md / ' +
        'this is not the key under which the people of the table are registered; nothing is written, or they would be registered twice: use that key (HOUFU_DATA/person-key, HOUFU_PERSON_KEY or HOUFU_SECRET_ARN); during a rotation put it back as previous, see docs/operations/key-rotation.md',
    );
  }
}

/** People of a county that are looked up before a table without a fingerprint gets one. */
const SAMPLE = 25;

/** Re-reads the fingerprint after so many milliseconds: a rotation may have been finished by another process. */
const RECHECK_MS = 5 * 60_000;

async function readFingerprint({ client, name }: TableClient): Promise<string | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: FINGERPRINT_KEY, ConsistentRead: true }),
  );
  return Item && String(Item.fingerprint);
}

/** Writes the fingerprint, in place of any. */
async function putFingerprint(
  { client, name }: TableClient,
  fingerprint: string,
  condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'> = {},
): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: name,
      Item: { ...FINGERPRINT_KEY, ...VERSIONED, fingerprint },
      ...condition,
    }),
  );
}

/** Writes the fingerprint unless one of another key than these is there. Throws `WrongPersonKey`. */
async function replaceFingerprint(
  table: TableClient,
  fingerprint: string,
  replaceable: readonly string[],
): Promise<void> {
  const values = replaceable.map((value, i) => [`:replaceable${i}`, value] as const);
  try {
    await putFingerprint(table, fingerprint, {
      ConditionExpression: `attribute_not_exists(pk) OR fingerprint IN (${values.map(([key]) => key).join()})`,
      ExpressionAttributeValues: Object.fromEntries(values),
    });
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? new WrongPersonKey() : error;
  }
}

/** A person's claim, as the index of names has it. */
const Claim = z.object({ owner: HouseholdId, member: MemberId });
type Claim = z.infer<typeof Claim>;

/** Claims of people of each county, at most so many a county. */
async function sampleClaims(
  table: TableClient,
  counties: readonly AreaCode[],
  limit: number,
): Promise<Claim[]> {
  const pages = await Promise.all(
    counties.map((code) =>
      queryPage(table, {
        IndexName: 'byName',
        KeyConditionExpression: 'nameCounty = :county',
        ExpressionAttributeValues: { ':county': code },
        Limit: limit,
      }),
    ),
  );
  return pages.flatMap(({ items }) => items.map((item) => Claim.parse(item)));
}

/** The ID numbers of claimed people, each with its household; without those whom no household has any more. */
async function idNumbersOf(table: TableClient, claims: readonly Claim[]): Promise<Map<string, HouseholdId>> {
  const idNumbers = new Map<string, HouseholdId>();
  for (const { owner, member } of claims) {
    const household = await recordOf(table, { kind: 'household', id: owner });
    if (household?.kind !== 'household') continue;
    const person = household.members.find(({ id, left }) => id === member && !left);
    if (person) idNumbers.set(person.idNumber, owner);
  }
  return idNumbers;
}

/** Whether the people of the table are claimed under a key: one of them is, or there are none. */
async function fitsPeople(
  table: TableClient,
  counties: readonly AreaCode[],
  key: Uint8Array,
): Promise<boolean> {
  const idNumbers = await idNumbersOf(table, await sampleClaims(table, counties, SAMPLE));
  if (idNumbers.size === 0) return true;
  const found = await householdsOfPeople(table, keysOf([key]), [...idNumbers.keys()]);
  return [...idNumbers].some(([idNumber, owner]) => found.get(idNumber)?.household === owner);
}

/** Whether the table has been begun with a person key: it has a fingerprint, or people without one. */
export async function hasPersonKey(table: TableClient, counties: readonly AreaCode[]): Promise<boolean> {
  return (await readFingerprint(table)) !== undefined || (await sampleClaims(table, counties, 1)).length > 0;
}

/**
 * Checks that the keys may work on the table; costs one consistent read. A table without a fingerprint gets that of the
 * oldest of the keys, if its people are claimed under it. Does nothing without keys. Throws `WrongPersonKey`.
 */
export async function checkPersonKey(
  table: TableClient,
  counties: readonly AreaCode[],
  { person }: Keys,
): Promise<void> {
  const oldest = person.at(-1);
  if (!oldest) return;
  const fingerprints = person.map(fingerprintOf);
  const kept = await readFingerprint(table);
  if (kept !== undefined && !fingerprints.includes(kept)) throw new WrongPersonKey();
  if (kept !== undefined) return;
  if (!(await fitsPeople(table, counties, oldest))) throw new WrongPersonKey();
  await replaceFingerprint(table, fingerprintOf(oldest), fingerprints);
}

/** Makes the current key the table's own, once everybody is claimed under it. Throws `WrongPersonKey`. */
export async function finishRotation(table: TableClient, { person }: Keys): Promise<void> {
  const [current, ...older] = person.map(fingerprintOf);
  if (current) await replaceFingerprint(table, current, [current, ...older]);
}

/**
 * Makes the current key the table's own in place of one that is lost. For a table that no other process uses and whose
 * people have been claimed under the current key.
 */
export async function replaceLostKey(table: TableClient, { person }: Keys): Promise<void> {
  const [current] = person.map(fingerprintOf);
  if (current) await putFingerprint(table, current);
}

/** Provides the keys once they are checked: with the first use, with each change of them, and every five minutes. */
export function checkedKeys(
  table: TableClient,
  counties: readonly AreaCode[],
  keys: KeyProvider,
  clock: () => number,
): KeyProvider {
  let last: { readonly keys: Keys; readonly until: number; readonly check: Promise<void> } | undefined;
  return async () => {
    const current = await keys();
    if (last?.keys !== current || clock() >= last.until) {
      const next = {
        keys: current,
        until: clock() + RECHECK_MS,
        check: checkPersonKey(table, counties, current),
      };
      last = next;
      next.check.catch(() => {
        if (last === next) last = undefined;
      });
    }
    await last.check;
    return current;
  };
}
