import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { ROUTES } from '../../../functions/api/routes/index.ts';
import { CHANGED } from '../../../shared/domain/access/change-schemas.ts';
import { MASK_REGISTRY } from '../../../shared/domain/records/personal.ts';

type Def = z.core.$ZodTypes['_zod']['def'];
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

interface Field {
  /** `POST /x › household.members[].name`. */
  readonly at: string;
  readonly name: string;
  readonly isMarked: boolean;
}

/** Every text field of a schema under its own name, wherever it stands. */
const textsIn = (schema: z.core.$ZodType, at: string, name = ''): Field[] => {
  const isMarked = MASK_REGISTRY.get(schema)?.personal !== undefined;
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, inner]) => textsIn(inner, `${at}.${key}`, key));
    case 'array':
      return textsIn(def.element, `${at}[]`, name);
    case 'record':
      return textsIn(def.valueType, `${at}{}`, name);
    case 'union':
      return def.options.flatMap((option) => textsIn(option, at, name));
    case 'optional':
    case 'nullable':
    case 'readonly':
    case 'default':
      return isMarked ? [{ at, name, isMarked }] : textsIn(def.innerType, at, name);
    case 'string':
      return [{ at, name, isMarked }];
    default:
      return [];
  }
};

/** Names under which something about a person could stand. */
const SUSPECT = /name|phone|mobile|idnumber|certificate|contact|address|account|values$/i;

/** What may go out in full, and why. A field that is not here has to be marked where it is declared. */
const OPEN: readonly (readonly [RegExp, why: string])[] = [
  [/^GET \/me › \.name$/, 'one’s own name, as the token says it'],
  [/^GET \/(me|areas) › .*(areas|items)\[\]\.name$/, 'of a division'],
  [/^GET \/flags(\/\{id\})? › \.(items\[\]\.)?siteName$/, 'of a site'],
  [/^GET \/numbers\/league › \.items\[\]\.name$/, 'of a township or a county'],
  [/^GET \/assessments\/\{month\} › \.(items|areas)\[\]\.name$/, 'of a site; of a division'],
  [/^GET \/sites › \.items\[\]\.name$/, 'of a site'],
  [/^GET \/sites\/\{id\} › \.name$/, 'of a site'],
  [/^GET \/sites\/\{id\} › \.industries\[\]\.name$/, 'of an industry'],
  [
    /^POST \/households\/\{id\}\/reveal › \.values\{\}$/,
    'what is asked for: on record before it is read out',
  ],
];
const isOpen = ({ at }: Field) => OPEN.some(([form]) => form.test(at));

const FIELDS = ROUTES.flatMap(({ method, path, answer }) => textsIn(answer, `${method} ${path} › `));

describe('texts of the answers', () => {
  test('under a name that somebody’s could be are covered, or open for a reason', () => {
    const bare = FIELDS.filter((field) => SUSPECT.test(field.name) && !field.isMarked && !isOpen(field));
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  test('of a change are those of its record, covered there', () => {
    const OF_CHANGES = [/^site › \.name$/, /^site › \.industries\[\]\.name$/];
    const bare = (['household', 'site'] as const)
      .flatMap((kind) => textsIn(CHANGED[kind], `${kind} › `))
      .filter(
        ({ at, name, isMarked }) =>
          SUSPECT.test(name) && !isMarked && !OF_CHANGES.some((one) => one.test(at)),
      );
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  test.each(OPEN.map(([form, why]) => [why, form] as const))(
    'are open for a reason that still has a field: %s',
    (_, form) => {
      expect(FIELDS.filter(({ at }) => form.test(at))).not.toEqual([]);
    },
  );

  test('that are covered were seen', () => {
    const marked = FIELDS.filter(({ isMarked }) => isMarked).map(({ at }) => at);
    for (const name of ['name', 'idNumber', 'certificate', 'phone']) {
      expect(marked).toContain(`GET /households/{id} › .members[].${name}`);
      expect(marked).toContain(`POST /people/lookup › .household.members[].${name}`);
    }
    expect(marked).toContain('GET /households/{id} › .phone');
    expect(marked).toContain('GET /households › .items[].name');
    expect(marked).toContain('GET /sites/{id}/households › .items[].name');
    expect(marked).toContain('GET /flags › .items[].householdName');
    expect(marked).toContain('GET /flags/{id} › .householdName');
  });
});

/** Of texts that people write freely nobody knows what stands in them: these are all, and a new one has to be decided. */
describe('what people write freely', () => {
  const FREE = [
    ...[
      'village',
      'form',
      'attribute',
      'monitoring',
      'hukou',
      'number',
      'relation',
      'ethnicity',
      'education',
    ],
    ...[
      'health',
      'value',
      'offer',
      'reason',
      'place',
      'employer',
      'channel',
      'publicPost',
      'job',
      'trade',
      'what',
    ],
    ...[
      'fromPlace',
      'toPlace',
      'evidence',
      'responsible',
      'note',
      'type',
      'operator',
      'scale',
      'declaredLinkage',
    ],
    // Of a channel, typed by whoever administers; shown to leads alone.
    ...['host', 'label', 'secret', 'signing', 'topic', 'url', 'user', 'to'],
    ...['name', 'employerCode', 'operatorCode', 'status', 'text', 'assigneeLabel'],
  ];
  /** Made by the system: ids, codes, dates, sentences of the catalogue, people by the id of their token; of rules, days. */
  const MADE =
    /^(id|.*Id|area|origin|code|fact|on|by|at|actor|role|commands|event|from|to|until|member|subject|since|changesOn|changedAt|registered|movedIn|dissolved|birth|joined|left|died|date|voided|clause|sentences|closing|next|path|openedOn|dueOn|assignee|waivedUntil|clearedBy|submittedBy|causedBy|closedOn|message|why|confirmed|occupied|vacated|made|kind|industry|comparedWith|missing|county|endedAt|failed|flag|frozenAt|hash|lines|month|rule|run|settings|runOn|startedAt|title|under|R\d+)$/;

  test('is known', () => {
    const names = new Set(
      FIELDS.filter((field) => !field.isMarked && !isOpen(field)).map(({ name }) => name),
    );
    expect([...names].filter((name) => !MADE.test(name) && !FREE.includes(name)).sort()).toEqual([]);
  });
});
