import type { Resource } from './synthesised.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** The policies of a template's roles. */
export const policiesOf = (resources: Readonly<Record<string, Resource>>) =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy')
    .map(([id, { Properties }]) => {
      const { Statement: statements } = Properties.PolicyDocument as { Statement: Statement[] };
      return { id, statements };
    });

/** What the function whose name begins so may do with a service, sorted. */
export const allowed = (
  resources: Readonly<Record<string, Resource>>,
  prefix: string,
  service: string,
): string[] =>
  policiesOf(resources)
    .filter(({ id }) => id.startsWith(prefix))
    .flatMap(({ statements }) => statements.flatMap(({ Action }) => list(Action)))
    .filter((action) => action.startsWith(`${service}:`))
    .sort();
