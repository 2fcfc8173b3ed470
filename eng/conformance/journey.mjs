// Drives every tool, prompt, resource template and completion of Mailstead over stdio with the client of the npm SDK, which
// checks each structured answer against the tool's output schema. Prints what it saw as one JSON object; the tests judge it.
//   node journey.mjs '{"command":"...","args":["mcp"],"env":{},"self":"owner's address","stranger":"..."}'
// The mailbox has a message from the stranger to the owner with a text and a binary attachment.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The SDK is installed in the working directory, not beside this file.
const require = createRequire(join(process.cwd(), 'package.json'));
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');

const plan = JSON.parse(process.argv[2]);
const seen = { tools: {}, errors: {}, clientErrors: [] };
const transport = new StdioClientTransport({ command: plan.command, args: plan.args, env: { ...process.env, ...plan.env }, stderr: 'pipe' });
let stderr = '';
transport.stderr?.on('data', (d) => { stderr += d; });
const client = new Client({ name: 'mailstead-journey', version: '1.0.0' });
client.onerror = (e) => seen.clientErrors.push(String(e));

/** Calls a tool that must succeed; the SDK has validated what it gives back. */
async function call(name, args = {}, options = undefined) {
  const result = await client.callTool({ name, arguments: args }, undefined, options);
  if (result.isError) throw new Error(`${name} ${JSON.stringify(args)}: ${result.content[0].text}`);
  if (JSON.stringify(JSON.parse(result.content[0].text)) !== JSON.stringify(result.structuredContent)) throw new Error(`${name}: text and structure differ`);
  seen.tools[name] = (seen.tools[name] ?? 0) + 1;
  return result.structuredContent;
}

/** Calls a tool that must fail. */
async function fail(name, args) {
  const result = await client.callTool({ name, arguments: args });
  if (!result.isError) throw new Error(`${name} ${JSON.stringify(args)} did not fail`);
  return JSON.parse(result.content[0].text).error;
}

/** Mail takes its time: searches until so many are there, at most 20 s. */
async function arrived(query, count, folder = 'INBOX') {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await call('search_messages', { query, folder });
    if (found.total >= count) return found.messages;
    if (Date.now() > end) throw new Error(`${query}: ${found.total} of ${count} arrived`);
    await new Promise((r) => setTimeout(r, 100));
  }
}

async function journey() {
  seen.server = client.getServerVersion();
  seen.instructions = client.getInstructions();
  const listed = (await client.listTools()).tools;
  seen.listed = listed.map((t) => t.name);
  seen.tokens = Math.floor(JSON.stringify(listed).length / 4);

  const account = (await call('list_accounts')).accounts[0].account;
  const folders = (await call('list_folders', { account })).folders;
  const of = (type) => folders.find((f) => f.folder_type === type).name;
  seen.folderTypes = folders.map((f) => f.folder_type);

  // What came with files.
  const letter = (await arrived('has:attachment', 1)).find((m) => !m.from.includes(plan.self));
  const files = (await call('read_messages', { ids: letter.id })).messages[0].attachments;
  let text = files.find((f) => f.type.startsWith('text/'));
  let binary = files.find((f) => !f.type.startsWith('text/'));
  let textOf = letter.id, binaryOf = letter.id;
  for (const m of (await call('search_messages', { query: 'has:attachment', limit: 50 })).messages) {
    if (text && binary) break;
    for (const f of (await call('read_messages', { ids: [m.id] })).messages[0].attachments) {
      if (!text && f.type.startsWith('text/')) [text, textOf] = [f, m.id];
      if (!binary && !f.type.startsWith('text/')) [binary, binaryOf] = [f, m.id];
    }
  }
  seen.attachmentText = (await call('get_attachment', { id: textOf, part: text.part })).text;
  const saved = await call('get_attachment', { id: binaryOf, part: binary.name, save: true, save_as: 'journey.bin' });
  const bytes = await readFile(saved.path);
  seen.saved = { path: saved.path, size: saved.size, bytes: bytes.length, sameHash: createHash('sha256').update(bytes).digest('hex') === saved.sha256 };

  // Writing to oneself leaves; anything else waits for a person.
  const subject = `Journey ${Date.now()}: grüße, 你好`;
  const key = `journey-${Date.now()}`;
  const first = { to: [plan.self], subject, body: '# Plan\n\n- **one**\n- [two](https://example.org/)\n', format: 'markdown', attachments: [`${textOf}/${text.part}`], idempotency_key: key };
  const sent = await call('compose_message', first);
  const again = await call('compose_message', first);
  const token = subject.split(' ')[1].replace(':', '');
  const [mine] = await arrived(`subject:${token}`, 1);
  const own = (await call('read_messages', { ids: [mine.id] })).messages[0];
  seen.own = { subject: own.subject, asSent: own.subject === subject, body: own.body, attachments: own.attachments.length, links: own.links.map((l) => l.url), times: (await call('search_messages', { query: `subject:${token}` })).total };
  const [copy] = await arrived(`subject:${token}`, 1, of('sent'));
  seen.progress = [];
  await call('read_messages', { ids: [mine.id, copy.id] }, { onprogress: (p) => seen.progress.push(p) });
  const reply = await call('compose_message', { mode: 'reply', in_reply_to: mine.id, body: 'A reply to myself.' });
  await arrived(`subject:${token}`, 2);
  const thread = await call('read_thread', { id: mine.id });
  seen.thread = { count: thread.count, bodies: thread.messages.map((m) => m.body) };
  const forward = await call('compose_message', { mode: 'forward', in_reply_to: mine.id, to: plan.self, body: 'FYI' });
  await arrived(`subject:${token}`, 3);
  const replyAll = await call('compose_message', { mode: 'reply_all', in_reply_to: letter.id, body: 'To all of you.' });
  const held = await call('compose_message', { to: [plan.stranger], subject: 'Hello', body: 'May I?' });
  const draft = await call('compose_message', { subject: 'Later', body: 'Not yet.', send: false });
  seen.composed = { sent: sent.status, again: again.status, sameMessage: sent.message_id === again.message_id, reply: reply.status, forward: forward.status, reply_all: replyAll.status, held: held.status, draft: draft.status };
  seen.notes = { held: held.note, draft: draft.note };
  seen.heldIsDraft = (await call('read_messages', { ids: [held.draft_id] })).messages[0].is_draft;

  // Every way to organise.
  let id = mine.id;
  const states = {};
  for (const action of ['mark_read', 'mark_unread', 'star', 'unstar']) {
    const done = await call('organize_messages', { ids: [id], action });
    const now = (await call('search_messages', { query: `subject:${token}`, limit: 50 })).messages.find((m) => m.id === id);
    states[action] = { changed: done.changed, is_read: now.is_read, is_starred: now.is_starred };
  }
  for (const action of ['label', 'unlabel']) {
    const done = await call('organize_messages', { ids: [id], action, label: 'journey' });
    const now = (await call('search_messages', { query: `subject:${token}`, limit: 50 })).messages.find((m) => m.id === id);
    states[action] = { changed: done.changed, labelled: now.labels.includes('journey') };
  }
  for (const [action, more] of [['move', { folder: of('drafts') }], ['archive', {}], ['trash', {}]]) {
    const done = await call('organize_messages', { ids: [id], action, ...more });
    states[action] = { changed: done.changed, folder: done.folder };
    id = done.moved[0].new_id;
    states[action].there = (await call('read_messages', { ids: [id] })).messages[0].subject === subject;
  }
  seen.organized = states;

  // What must fail, and says why.
  seen.errors.delete = await fail('organize_messages', { ids: [id], action: 'delete' });
  seen.errors.gone = (await call('read_messages', { ids: [mine.id] })).errors[0];
  seen.errors.folder = await fail('search_messages', { folder: 'Nowhere' });
  seen.errors.account = await fail('list_folders', { account: 'nobody' });
  seen.errors.query = await fail('search_messages', { query: 'from:(' });
  seen.errors.argument = await fail('search_messages', { qery: 'x' });

  // Prompts, resources, completion.
  seen.prompts = (await client.listPrompts()).prompts.map((p) => p.name);
  seen.promptTexts = [];
  for (const [name, args] of [['triage', { folder: 'INBOX' }], ['summarize_thread', { message_id: letter.id }], ['draft_reply', { message_id: letter.id, intent: 'yes' }]]) {
    seen.promptTexts.push((await client.getPrompt({ name, arguments: args })).messages[0].content.text);
  }
  seen.resources = (await client.listResources()).resources.length;
  seen.templates = (await client.listResourceTemplates()).resourceTemplates.map((t) => t.uriTemplate);
  const [message] = (await client.readResource({ uri: `mailstead://message/${letter.id}` })).contents;
  const [textual] = (await client.readResource({ uri: `mailstead://attachment/${textOf}/${text.part}` })).contents;
  const [blob] = (await client.readResource({ uri: `mailstead://attachment/${binaryOf}/${binary.part}` })).contents;
  seen.read = { message: message.text, messageType: message.mimeType, text: textual.text, blobIsTheFile: Buffer.from(blob.blob, 'base64').equals(bytes), blobType: blob.mimeType };
  const complete = async (name, value, context) => (await client.complete({ ref: { type: 'ref/prompt', name: 'triage' }, argument: { name, value }, context })).completion.values;
  seen.completion = { account: await complete('account', account.slice(0, 2)), folder: await complete('folder', 'in'), folderOfAccount: await complete('folder', of('trash').slice(0, 3), { arguments: { account } }), nothing: await complete('message_id', 'x') };

  try {
    const stop = new AbortController();
    const search = client.callTool({ name: 'search_messages', arguments: {} }, undefined, { signal: stop.signal });
    stop.abort('enough');
    await search;
  } catch (e) { seen.aborted = e.message; }
  seen.afterAbort = (await call('list_accounts')).accounts.length;
}

try {
  await client.connect(transport);
  seen.pid = transport.pid;
  await journey();
} catch (e) {
  seen.failure = e.stack;
}
const closing = Date.now();
await client.close();
seen.closedWithin = Date.now() - closing;
seen.stderr = stderr;
console.log(JSON.stringify(seen));
