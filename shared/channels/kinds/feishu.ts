import type { Message } from '../../domain/alerts/message.ts';
import { FEISHU, interpretRobotAnswer } from '../answers/robot.ts';
import { fitMessage, type Part } from '../render/fit.ts';
import { toPlainLine } from '../render/plain.ts';
import { countText, footerText, leftText } from '../render/words.ts';
import { robotKey } from '../secrets/robot-key.ts';
import type { Sender } from '../send-deps.ts';
import { feishuSign } from '../signing.ts';
import { post } from '../web/post.ts';

/** Limit of the whole body, less its signature and timestamp. */
const MAX_BYTES = 20_000 - 200;

/** Rich text (`post`): texts and links are separate parts, so that no text is taken for markup. */
const contentOf = (part: Part): object[][] => {
  const { message, lines, links } = part;
  const left = leftText(part);
  const words = (text: string) => [{ tag: 'text', text }];
  const bold = (text: string) => [{ tag: 'text', text, style: ['bold'] }];
  return [
    ...lines.map((line) => {
      if (line.kind === 'heading') return bold(toPlainLine(line.text));
      if (line.kind === 'count') return words(toPlainLine(countText(line, message)));
      return words(line.kind === 'item' ? `- ${toPlainLine(line.text)}` : toPlainLine(line.text));
    }),
    ...(left === undefined ? [] : [words(left)]),
    ...links.map(({ text, url }) => [{ tag: 'a', text: toPlainLine(text), href: url }]),
    words(footerText(message)),
  ];
};

/** The body for a 飞书 robot, without its signature. */
export const feishuBody = (message: Message): object =>
  fitMessage(
    message,
    MAX_BYTES,
    (part) => ({
      msg_type: 'post',
      content: { post: { zh_cn: { title: toPlainLine(message.title), content: contentOf(part) } } },
    }),
    (body) => JSON.stringify(body),
  );

/** Sends to a robot of a Feishu group, signed (签名校验) if the channel has a secret for that. */
export const sendToFeishu: Sender<'feishu'> = async (
  { clock, secretOf, web, limits },
  channel,
  message,
  signal,
) => {
  const token = robotKey(await secretOf(channel.secret), channel.url, ({ pathname }) =>
    pathname.split('/').at(-1),
  );
  const timestamp = Math.floor(clock() / 1000);
  const secret = channel.signing && (await secretOf(channel.signing));
  const signature = secret && { timestamp: String(timestamp), sign: feishuSign(timestamp, secret) };
  const url = new URL(`${channel.url.replace(/\/$/, '')}/${token}`);
  const body = JSON.stringify({ ...signature, ...feishuBody(message) });
  const answer = await post(web, { url, body, reads: true, connectMs: limits.connectMs, signal });
  return interpretRobotAnswer(FEISHU, answer, clock());
};
