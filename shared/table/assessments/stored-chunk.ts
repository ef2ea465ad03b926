import { createHash } from 'node:crypto';
import type { AreaCode } from '../../domain/areas/area.ts';
import { type FrozenFinding, FrozenSubject } from '../../domain/assessments/schema.ts';
import { letterOf, outcomesOf } from '../record/summary.ts';

/**
 * A chunk is text, one line for each subject, with fields separated by tabs, which stored texts cannot contain:
 * kind, id, village, 户编号 or name, version, mark; for a household its members with findings and its sites, for a site
 * the evaluated households of other townships; findings.
 */
const FIELD = '\t';
const LINE = '\n';

/** `R5.0/m/2026-01-01`: the rule, the member's index in the line, the outcome, since. */
const packFinding = ({ rule, member, outcome, since }: FrozenFinding, members: readonly string[]): string =>
  `${rule}${member ? `.${members.indexOf(member)}` : ''}/${letterOf(outcome)}/${since ?? ''}`;

const unpackFinding = (text: string, members: readonly string[]): unknown => {
  const [subject = '', letter = '', since] = text.split('/');
  const [rule, place] = subject.split('.');
  const [outcome] = outcomesOf(letter);
  return {
    rule,
    ...(place === undefined ? {} : { member: members[Number(place)] }),
    outcome,
    ...(since ? { since } : {}),
  };
};

/** `id@version@mark` of each household of another township by which a site was evaluated. */
const packOthers = (subject: Extract<FrozenSubject, { kind: 'site' }>): string[] =>
  subject.others.map(({ id, version, mark }) => [id, version, mark].join('@'));

const unpackOther = (text: string): unknown => {
  const [id, version, mark] = text.split('@');
  return { id, version: Number(version), mark };
};

/** Returns the line of a subject in a chunk of its township. */
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
    (isSite ? packOthers(subject) : members).join(),
    (isSite ? [] : subject.sites).join(),
    subject.findings.map((one) => packFinding(one, members)).join(' '),
  ].join(FIELD);
}

const splitList = (text: string | undefined, separator: string): string[] =>
  text ? text.split(separator) : [];

const unpackSubject = (line: string, township: AreaCode): FrozenSubject => {
  const [letter, id, village, name, version, mark, references, sites, findings] = line.split(FIELD);
  const isSite = letter === 'S';
  const members = isSite ? [] : splitList(references, ',');
  return FrozenSubject.parse({
    kind: isSite ? 'site' : 'household',
    id,
    ...(isSite ? { name } : name ? { number: name } : {}),
    area: `${township}${village ?? ''}`,
    version: Number(version),
    mark,
    ...(isSite ? { others: splitList(references, ',').map(unpackOther) } : { sites: splitList(sites, ',') }),
    findings: splitList(findings, ' ').map((one) => unpackFinding(one, members)),
  });
};

/** Loaded with the first chunk, since few processes need it. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** The most bytes of an inflated chunk. */
const MOST_BYTES = 2_000_000;

/** Returns a chunk for storage: its lines deflated, in base64. */
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
