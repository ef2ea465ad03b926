import { createHash } from 'node:crypto';
import type { AreaCode } from '../../domain/areas/area.ts';
import { type FrozenFinding, FrozenSubject } from '../../domain/assessments/schema.ts';
import { letterOf, outcomesOf } from '../record/summary.ts';

/**
 * A chunk is text, a line a subject, its fields parted by tabs, which no text on record holds:
 * kind, id, village, 户编号 or name, version, mark; of a household its members with findings and its sites, of a site
 * the households elsewhere that it was judged by; findings.
 */
const FIELD = '\t';
const LINE = '\n';

/** `R5.0/m/2026-01-01`: the rule, the member by its place in the line, the outcome, since. */
const packFinding = ({ rule, member, outcome, since }: FrozenFinding, members: readonly string[]): string =>
  `${rule}${member ? `.${members.indexOf(member)}` : ''}/${letterOf(outcome)}/${since ?? ''}`;

const unpackFinding = (text: string, members: readonly string[]): unknown => {
  const [of = '', letter = '', since] = text.split('/');
  const [rule, place] = of.split('.');
  const [outcome] = outcomesOf(letter);
  return {
    rule,
    ...(place === undefined ? {} : { member: members[Number(place)] }),
    outcome,
    ...(since ? { since } : {}),
  };
};

/** Of a site `id@version@mark` of each household elsewhere that it was judged by. */
const packedOthers = (subject: Extract<FrozenSubject, { kind: 'site' }>): string[] =>
  subject.others.map(({ id, version, mark }) => [id, version, mark].join('@'));

const unpackedOther = (text: string): unknown => {
  const [id, version, mark] = text.split('@');
  return { id, version: Number(version), mark };
};

/** A subject as its line in a chunk of its township. */
export function packSubject(subject: FrozenSubject, township: AreaCode): string {
  const members = [...new Set(subject.findings.flatMap(({ member }) => member ?? []))];
  const isSite = subject.kind === 'site';
  return [
    isSite ? 'S' : 'H',
    subject.id,
    subject.area.slice(township.length),
    (isSite ? subject.name : subject.number) ?? '',
    subject.version,
    subject.mark,
    (isSite ? packedOthers(subject) : members).join(),
    (isSite ? [] : subject.sites).join(),
    subject.findings.map((one) => packFinding(one, members)).join(' '),
  ].join(FIELD);
}

const listIn = (text: string | undefined, parting: string): string[] => (text ? text.split(parting) : []);

const unpackSubject = (line: string, township: AreaCode): FrozenSubject => {
  const [letter, id, village, name, version, mark, pointed, sites, findings] = line.split(FIELD);
  const isSite = letter === 'S';
  const members = isSite ? [] : listIn(pointed, ',');
  return FrozenSubject.parse({
    kind: isSite ? 'site' : 'household',
    id,
    ...(isSite ? { name } : name ? { number: name } : {}),
    area: `${township}${village ?? ''}`,
    version: Number(version),
    mark,
    ...(isSite ? { others: listIn(pointed, ',').map(unpackedOther) } : { sites: listIn(sites, ',') }),
    findings: listIn(findings, ' ').map((one) => unpackFinding(one, members)),
  });
};

/** Loaded with the first chunk, since few processes need it. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** No sound chunk inflates to more. */
const MOST_BYTES = 2_000_000;

/** A chunk's lines as the table keeps them: deflated, in base 64, since the table holds no binary. */
export function packChunk(subjects: readonly FrozenSubject[], township: AreaCode): string {
  const text = subjects.map((subject) => packSubject(subject, township)).join(LINE);
  return zlib().deflateRawSync(text, { level: 9 }).toString('base64');
}

/** SHA-256 of a text, base64url. */
const hashOfText = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Parses a chunk. Returns its subjects and the hash of its text. Throws if it is malformed. */
export function parseChunk(
  content: unknown,
  township: AreaCode,
): { readonly subjects: FrozenSubject[]; readonly hash: string } {
  const bytes = Buffer.from(String(content), 'base64');
  const text = zlib().inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
  const subjects = text.split(LINE).map((line) => unpackSubject(line, township));
  return { subjects, hash: hashOfText(text) };
}
