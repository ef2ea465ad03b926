import type { Random, Weighted } from './random.ts';

/** A member without name and numbers. */
export interface Sketch {
  readonly relation: string;
  readonly sex: 'male' | 'female';
  readonly age: number;
  /** Whether the member has the head's surname. */
  readonly ofHeadsName: boolean;
}

export type FamilyKind =
  | 'couple_with_children'
  | 'three_generations'
  | 'grown_children'
  | 'couple'
  | 'single_parent'
  | 'elderly_couple'
  | 'elderly_alone'
  | 'grandparent_and_child'
  | 'single_man';

export const FAMILY_SHARES: Weighted<FamilyKind> = [
  ['couple_with_children', 33],
  ['three_generations', 15],
  ['grown_children', 15],
  ['couple', 9],
  ['single_parent', 7],
  ['elderly_couple', 6],
  ['elderly_alone', 7],
  ['grandparent_and_child', 3],
  ['single_man', 5],
];

const opposite = (sex: Sketch['sex']): Sketch['sex'] => (sex === 'male' ? 'female' : 'male');

const head = (random: Random, youngest: number, oldest: number, menOf100: number): Sketch => ({
  relation: '户主',
  sex: random.chance(menOf100 / 100) ? 'male' : 'female',
  age: random.int(youngest, oldest),
  ofHeadsName: true,
});

const spouse = (random: Random, { sex, age }: Sketch): Sketch => ({
  relation: '配偶',
  sex: opposite(sex),
  age: Math.max(20, age + (sex === 'male' ? -random.int(-1, 5) : random.int(-1, 5))),
  ofHeadsName: false,
});

/** Children of a parent of this age, the eldest first; born from the parent's 21st year on, two years apart. */
const children = (random: Random, parent: Sketch, count: number, least = 0, most = 24): Sketch[] => {
  const eldest = Math.min(most, parent.age - random.int(21, 27));
  return Array.from({ length: count }, (_, i) => eldest - i * random.int(2, 5))
    .filter((age) => age >= least)
    .map((age): Sketch => {
      const sex = random.chance(0.53) ? 'male' : 'female';
      return { relation: sex === 'male' ? '之子' : '之女', sex, age, ofHeadsName: true };
    });
};

const parents = (random: Random, { age }: Sketch): Sketch[] => {
  const father: Sketch = {
    relation: '之父',
    sex: 'male',
    age: age + random.int(21, 29),
    ofHeadsName: true,
  };
  const mother: Sketch = {
    relation: '之母',
    sex: 'female',
    age: age + random.int(20, 27),
    ofHeadsName: false,
  };
  return random
    .weighted([
      [[father, mother], 4],
      [[mother], 4],
      [[father], 2],
    ])
    .filter((one) => one.age <= 94);
};

/** A grown son, now and then with wife and child: 之儿媳, 之孙子. */
const sonsFamily = (random: Random, of: Sketch): Sketch[] => {
  const grown = children(random, of, random.int(1, 2), 17, 34);
  const son = grown.find(({ sex, age }) => sex === 'male' && age >= 24);
  if (!son || !random.chance(0.45)) return grown;
  const wife: Sketch = {
    relation: '之儿媳',
    sex: 'female',
    age: son.age - random.int(0, 3),
    ofHeadsName: false,
  };
  const sex = random.chance(0.5) ? 'male' : 'female';
  const grandchild: Sketch = {
    relation: sex === 'male' ? '之孙子' : '之孙女',
    sex,
    age: Math.max(0, wife.age - random.int(21, 26)),
    ofHeadsName: true,
  };
  return [...grown, wife, grandchild];
};

const BUILDERS: Record<FamilyKind, (random: Random) => Sketch[]> = {
  couple_with_children: (random) => {
    const first = head(random, 26, 49, 88);
    const count = random.weighted([
      [1, 50],
      [2, 42],
      [3, 8],
    ]);
    return [first, spouse(random, first), ...children(random, first, count)];
  },
  three_generations: (random) => {
    const first = head(random, 29, 52, 90);
    const count = random.weighted([
      [1, 60],
      [2, 35],
      [3, 5],
    ]);
    return [first, spouse(random, first), ...children(random, first, count), ...parents(random, first)];
  },
  grown_children: (random) => {
    const first = head(random, 46, 61, 85);
    return [first, spouse(random, first), ...sonsFamily(random, first)];
  },
  couple: (random) => {
    const first = head(random, 24, 59, 85);
    return [first, spouse(random, first)];
  },
  single_parent: (random) => {
    const first = head(random, 31, 50, 50);
    return [first, ...children(random, first, random.int(1, 2))];
  },
  elderly_couple: (random) => {
    const first = head(random, 65, 82, 90);
    return [first, spouse(random, { ...first, age: first.age + 1 })];
  },
  elderly_alone: (random) => [head(random, 62, 87, 40)],
  grandparent_and_child: (random) => {
    const first = head(random, 61, 75, 40);
    const sex = random.chance(0.5) ? 'male' : 'female';
    const relation = sex === 'male' ? '之孙子' : '之孙女';
    return [first, { relation, sex, age: random.int(4, 14), ofHeadsName: true }];
  },
  single_man: (random) => [{ ...head(random, 44, 76, 100), sex: 'male' }],
};

/** The members of a family, its head first, seven at most. */
export const sketchFamily = (random: Random, kind: FamilyKind): Sketch[] =>
  BUILDERS[kind](random).slice(0, 7);
