import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand as PlainQuery,
  ScanCommand as PlainScan,
} from '@aws-sdk/client-dynamodb';
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandOutput,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

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

const plainOf = (attribute: Attribute): unknown => {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.M !== undefined) return valuesOf(attribute.M);
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.L !== undefined) return attribute.L.map(plainOf);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL) return null;
  throw new Error(`an attribute of type ${Object.keys(attribute)} is none of this table`);
};

/**
 * In the order of their names: the table gives the fields of a map in none, and whatever is done with a thousand objects
 * of the same fields is done faster where they lie in the same order.
 */
const valuesOf = (attributes: Attributes): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(attributes).sort()) values[name] = plainOf(attributes[name] as Attribute);
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

type Values = Record<string, unknown>;

/** What reads are asked by values, by the same reference. */
interface Question {
  readonly Key?: Values;
  readonly ExpressionAttributeValues?: Values;
  readonly ExclusiveStartKey?: Values;
  readonly RequestItems?: Record<string, { readonly Keys: Values[] }>;
}

/** What reads: the service's name of it, the document client's command and the plain client's. */
const READS = [
  ['GetItem', GetCommand, GetItemCommand],
  ['Query', QueryCommand, PlainQuery],
  ['Scan', ScanCommand, PlainScan],
  ['BatchGetItem', BatchGetCommand, BatchGetItemCommand],
] as const;
const NAMES: ReadonlySet<string> = new Set(READS.map(([name]) => name));

const eachOf = <From, To>(all: Readonly<Record<string, From>>, to: (from: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, to(one)]));

const attributesOf = (values: Values) => marshall(values, { removeUndefinedValues: true });

const encoded = ({ Key, ExpressionAttributeValues, ExclusiveStartKey, RequestItems, ...rest }: Question) => ({
  ...rest,
  ...(Key ? { Key: attributesOf(Key) } : {}),
  ...(ExpressionAttributeValues
    ? { ExpressionAttributeValues: attributesOf(ExpressionAttributeValues) }
    : {}),
  ...(ExclusiveStartKey ? { ExclusiveStartKey: attributesOf(ExclusiveStartKey) } : {}),
  ...(RequestItems
    ? { RequestItems: eachOf(RequestItems, (asked) => ({ ...asked, Keys: asked.Keys.map(attributesOf) })) }
    : {}),
});

const decoded = ({ Item, Items, LastEvaluatedKey, Responses, UnprocessedKeys, ...rest }: Answer) => ({
  ...rest,
  ...(Item ? { Item: valuesOf(Item) } : {}),
  ...(Items ? { Items: Items.map(valuesOf) } : {}),
  ...(LastEvaluatedKey ? { LastEvaluatedKey: valuesOf(LastEvaluatedKey) } : {}),
  ...(Responses ? { Responses: eachOf(Responses, (items) => items.map(valuesOf)) } : {}),
  ...(UnprocessedKeys
    ? { UnprocessedKeys: eachOf(UnprocessedKeys, (left) => ({ ...left, Keys: left.Keys.map(valuesOf) })) }
    : {}),
});

type Protocol = AwsJson1_0Protocol;

/**
 * The SDK's protocol, but for reads: they are asked with plain values and answered with plain values, in one pass. The
 * SDK goes through an answer four times (by its schema, by attribute, by document, and for a log that nobody keeps): a
 * third of what a read costs this process.
 */
export class ReadsAtOnce extends AwsJson1_0Protocol {
  override serializeRequest<Input extends object>(
    operation: Parameters<Protocol['serializeRequest']>[0],
    input: Input,
    context: Parameters<Protocol['serializeRequest']>[2],
  ) {
    const asked = NAMES.has(operation.name) ? encoded(input as Question) : input;
    return super.serializeRequest(operation, asked, context);
  }

  override async deserializeResponse<Output extends Pick<QueryCommandOutput, '$metadata'>>(
    ...[operation, context, response]: Parameters<Protocol['deserializeResponse']>
  ): Promise<Output> {
    if (!NAMES.has(operation.name) || this.isErrorResponse(response.statusCode)) {
      return super.deserializeResponse(operation, context, response);
    }
    const body = Buffer.from(await context.streamCollector(response.body)).toString();
    return { ...decoded(JSON.parse(body)), $metadata: this.deserializeMetadata(response) } as never;
  }
}

const PLAIN = new Map<unknown, unknown>(READS.map(([, command, plain]) => [command, plain]));

type Command = Parameters<DynamoDBDocumentClient['send']>[0];

export const isRead = (command: Command): boolean => PLAIN.has(command.constructor);

/** What a client with that protocol is sent for a command that reads; undefined for one that writes. */
export const readOf = (command: Command): PlainQuery | undefined => {
  const Plain = PLAIN.get(command.constructor) as (new (input: unknown) => PlainQuery) | undefined;
  return Plain && new Plain(command.input);
};
