import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import type { DynamoDBDocumentClient, QueryCommandOutput } from '@aws-sdk/lib-dynamodb';

/** An attribute as DynamoDB writes it: its type and what it holds. The table holds no binary and no sets. */
interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly NULL?: true;
  readonly M?: Attributes;
  readonly L?: Attribute[];
}
type Attributes = Record<string, Attribute>;

/** In place: what has just been parsed is nobody else's. */
const plainOf = (attribute: Attribute): unknown => {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.M !== undefined) return valuesOf(attribute.M);
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.L !== undefined) return attribute.L.map(plainOf);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL) return null;
  throw new Error(`an attribute of type ${Object.keys(attribute)} is none of this table`);
};

const valuesOf = (attributes: Attributes): Record<string, unknown> => {
  const values: Record<string, unknown> = attributes;
  for (const name of Object.keys(values)) values[name] = plainOf(values[name] as Attribute);
  return values;
};

/** What the answers to reads hold, as the service's API reference has it; all else in them goes through as it is. */
interface Answer {
  readonly Item?: Attributes;
  readonly Items?: Attributes[];
  readonly LastEvaluatedKey?: Attributes;
  readonly Responses?: Record<string, Attributes[]>;
  readonly UnprocessedKeys?: Record<string, { readonly Keys: Attributes[] }>;
}

const READS: ReadonlySet<string> = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem']);

const eachOf = <From, To>(all: Readonly<Record<string, From>>, to: (from: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, to(one)]));

/**
 * The values of an answer under `found`, where the document client, which would decode them once more, does not look.
 */
const decoded = ({ Item, Items, LastEvaluatedKey, Responses, UnprocessedKeys, ...rest }: Answer) => ({
  ...rest,
  found: {
    ...(Item ? { Item: valuesOf(Item) } : {}),
    ...(Items ? { Items: Items.map(valuesOf) } : {}),
    ...(LastEvaluatedKey ? { LastEvaluatedKey: valuesOf(LastEvaluatedKey) } : {}),
    ...(Responses ? { Responses: eachOf(Responses, (items) => items.map(valuesOf)) } : {}),
    ...(UnprocessedKeys
      ? { UnprocessedKeys: eachOf(UnprocessedKeys, (left) => ({ ...left, Keys: left.Keys.map(valuesOf) })) }
      : {}),
  },
});

type Deserialize = AwsJson1_0Protocol['deserializeResponse'];

/** The SDK's protocol but for what reads are answered, which is turned into plain values in one pass. */
class ReadsAtOnce extends AwsJson1_0Protocol {
  override async deserializeResponse<Output extends Pick<QueryCommandOutput, '$metadata'>>(
    ...[operation, context, response]: Parameters<Deserialize>
  ): Promise<Output> {
    if (!READS.has(operation.name) || this.isErrorResponse(response.statusCode)) {
      return super.deserializeResponse(operation, context, response);
    }
    const body = Buffer.from(await context.streamCollector(response.body)).toString();
    return { ...decoded(JSON.parse(body)), $metadata: this.deserializeMetadata(response) } as never;
  }
}

/**
 * What makes a client read in one pass. The SDK goes through an answer four times (by its schema, by attribute, by
 * document, and for a log that nobody keeps): a third of what a read costs this process.
 */
export const READING_AT_ONCE = { protocol: ReadsAtOnce } as const;

/** The other half: puts what was found where whoever asks for it looks. */
export const readAtOnce = ({ middlewareStack }: DynamoDBDocumentClient): void => {
  middlewareStack.remove('loggerMiddleware');
  middlewareStack.add(
    (next) => async (args) => {
      const { output, response } = await next(args);
      const { found, ...rest } = output as { readonly found?: object };
      return { response, output: { ...rest, ...found } as typeof output };
    },
    { step: 'build', name: 'readAtOnce' },
  );
};
