// The layers of the house. `npm run layers` checks them; test/layers.test.ts plants a violation of each rule.

/** The floors of `shared/`, from the ground up: a file may import its own floor and those below it. */
const FLOORS = [
  ['log', 'faults'],
  ['domain'],
  ['text'],
  ['secrets'],
  ['identity'],
  ['channels'],
  ['table'],
  ['deps'],
  ['act'],
  ['queries'],
  ['views'],
  ['sheets'],
  ['compose', 'load-areas'],
];

/** Matches the files of rooms: a folder, or the file of that name. */
const rooms = (names) => `^shared/(${names.join('|')})(/|\\.ts$)`;

/** Of the domain `domain-is-pure` says more; the top floor has nothing above it. */
const onlyDown = FLOORS.slice(0, -1)
  .map((floor, index) => ({
    name: `${floor.join('-and-')}-looks-down`,
    comment: 'A room uses the rooms below it, never one above.',
    severity: 'error',
    from: { path: rooms(floor) },
    to: { path: rooms(FLOORS.slice(index + 1).flat()) },
  }))
  .filter(({ name }) => name !== 'domain-looks-down');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...onlyDown,
    {
      name: 'shared-has-known-rooms',
      comment: 'A new room of shared/ needs its place among the floors at the top of this file.',
      severity: 'error',
      from: { path: '^shared/', pathNot: rooms(FLOORS.flat()) },
      to: {},
    },
    {
      name: 'shared-is-below-functions',
      comment: 'Shared code knows neither functions nor infrastructure nor tests.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|test)/' },
    },
    {
      name: 'functions-are-below-infra',
      comment: 'Functions know neither infrastructure nor tests.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|test)/' },
    },
    {
      name: 'infra-is-not-a-test',
      comment: 'What runs imports no tests.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^test/' },
    },
    {
      name: 'functions-stand-alone',
      comment: 'A function never imports another: what two of them need belongs in shared/.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain imports itself, zod and packages of data.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { pathNot: ['^shared/domain/', '(^|/)node_modules/zod/', '^(node:)?crypto$'] },
    },
    {
      name: 'domain-hashes-in-one-place',
      comment: 'createHash is a pure function; nothing else of node:crypto is.',
      severity: 'error',
      from: { path: '^shared/domain/', pathNot: '^shared/domain/history/hash\\.ts$' },
      to: { path: '^(node:)?crypto$' },
    },
    {
      name: 'dynamodb-is-behind-the-table',
      comment: 'Only the table room talks to DynamoDB.',
      severity: 'error',
      from: { path: '^(shared|functions|infra)/', pathNot: '^shared/table/' },
      to: { path: '(^|/)node_modules/@aws-sdk/(client|lib|util)-dynamodb' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or need a third below both.',
      severity: 'error',
      from: { path: '^(shared|functions|infra)/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-of-folders',
      comment: 'The folders of the domain have an order too.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^shared/domain/' },
      to: { circular: true, path: '^shared/domain/' },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is left over.',
      severity: 'error',
      from: { orphan: true, path: '^(shared|functions)/', pathNot: '\\.(json|html)$' },
      to: {},
    },
    {
      name: 'imports-resolve',
      comment: 'An import that cannot be followed cannot be checked.',
      severity: 'error',
      from: { path: '\\.ts$' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types count as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
    exclude: { path: 'node_modules/@types' },
  },
};
