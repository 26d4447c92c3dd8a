// A phone in TypeScript, against a running service: `node scenario.js ADDRESS FOLDER-OF-MAIL`.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Schemas = components["schemas"];
const [address, mail] = process.argv.slice(2) as [string, string];
const email = `typescript-${randomUUID()}@example.org`;
const password = "een-lange-wandeling";
const yesterday = new Date(Date.now() - 24 * 3600_000).toISOString(); // so that today's call for the diary stays
const client = createClient<paths>({ baseUrl: address, headers: { "Accept-Language": "en" } });

function expected<T>(what: string, answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${what}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

function agree(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

async function code(): Promise<string> {
  for (const name of await readdir(mail)) {
    const letter = await readFile(join(mail, name), "utf-8");
    const found = letter.includes(email) ? /^([A-Z0-9]{4}-[A-Z0-9]{4})$/m.exec(letter) : null;
    if (found?.[1]) return found[1];
  }
  throw new Error("no code in the mail");
}

async function signUp(): Promise<void> {
  const asked = await client.POST("/api/v1/accounts/app/v1/auth/signup", { body: { email, password } });
  agree(asked.response.status === 401, "signing up asks for the code");
  const session = (asked.error as Schemas["AuthAuthenticationResponse"]).meta.session_token ?? "";
  const verified = await client.POST("/api/v1/accounts/app/v1/auth/email/verify", {
    params: { header: { "X-Session-Token": session } },
    body: { key: await code() },
  });
  const token = expected("verify", verified).meta.access_token;
  client.use({
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
  });
}

async function consent(): Promise<void> {
  for (const purpose of ["health_data", "reminders"] as const) {
    expected("consent", await client.POST("/api/v1/me/consents/", { body: { purpose, version: "1", given: true } }));
  }
}

async function diary(): Promise<string> {
  const episode = randomUUID();
  const path = { id: episode };
  const body: Schemas["EpisodeRequest"] = { region: "neck", onset_on: "2026-11-01" };
  expected("episode", await client.PUT("/api/v1/episodes/{id}/", { params: { path }, body }));
  const entry: Schemas["DiaryRequest"] = {
    episode,
    recorded_at: yesterday,
    utc_offset: 60,
    pain: 4,
    triggers: ["sitting"],
  };
  const kept = expected(
    "entry",
    await client.PUT("/api/v1/diary/{id}/", { params: { path: { id: randomUUID() } }, body: entry }),
  );
  agree(kept.pain === 4 && kept.episode === episode, "the entry comes back");
  const course = expected("course", await client.GET("/api/v1/episodes/{id}/course/", { params: { path } }));
  agree(course.points.pain.includes(4), "the entry is in the course");
  return episode;
}

async function sync(episode: string): Promise<void> {
  const id = randomUUID();
  const data = { episode, recorded_at: yesterday, utc_offset: 60, pain: 3 };
  const pushed = expected(
    "push",
    await client.POST("/api/v1/sync/", { body: { changes: [{ op: "put", type: "diary", id, data }] } }),
  );
  agree(pushed.results[0]?.status === "applied", "the change is applied");
  const pulled = expected("pull", await client.GET("/api/v1/sync/", { params: { query: { limit: 100 } } }));
  const mine = pulled.changes.find((change) => change.id === id);
  agree(mine?.type === "diary" && mine.data?.pain === 3, "the change comes back, and is known as an entry");
  agree(mine?.seq === pushed.results[0]?.seq, "with its version");
  const again = expected("pull", await client.GET("/api/v1/sync/", { params: { query: { cursor: pulled.cursor } } }));
  agree(!again.changes.some((change) => change.id === id), "what was pulled does not come twice");
}

async function planned(): Promise<void> {
  const soon = new Date(Date.now() + 70_000).toISOString().slice(11, 16);
  const body: Schemas["PlanRequest"] = {
    kind: "diary",
    at_time: soon,
    days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    time_zone: "UTC",
  };
  expected("plan", await client.PUT("/api/v1/reminders/{id}/", { params: { path: { id: randomUUID() } }, body }));
}

async function nudged(): Promise<string> {
  for (let second = 0; second < 120; second++) {
    const inbox = expected("inbox", await client.GET("/api/v1/inbox/"));
    if (inbox.results[0]) return inbox.results[0].id;
    await setTimeout(1000);
  }
  throw new Error("the nudge did not come");
}

async function answer(id: string): Promise<void> {
  const answered = expected(
    "answer",
    await client.POST("/api/v1/nudges/{id}/response/", { params: { path: { id } }, body: { action: "done" } }),
  );
  agree(answered.response === "done", "the nudge is answered");
}

async function refused(): Promise<void> {
  const bad = { region: "neck", onset_on: "2999-01-01" } as const;
  const answer = await client.PUT("/api/v1/episodes/{id}/", { params: { path: { id: randomUUID() } }, body: bad });
  const problem: Schemas["Problem"] | undefined = answer.error;
  agree(problem?.errors[0]?.attr === "onset_on", "a problem names the field");
}

await signUp();
await consent();
await planned();
const episode = await diary();
await sync(episode);
await refused();
await answer(await nudged());
console.log("DONE");
