// The device's own store: what was typed, what is to be sent, what was read
// last. Everything belongs to an owner, the person who was signed in: another
// one on the same device neither sees nor sends it.

/** `drafts`: typed and not sent. `outbox`: to be sent, or sent. `answers`: what
 * was read last. All by [owner, key]. */
export type Room = "drafts" | "outbox" | "answers";

export interface Kept<Value> {
  owner: string;
  key: string;
  /** When it was written, by the device's clock. */
  time: number;
  value: Value;
}

const NAME = "epiledger";
const VERSION = 1;
const ROOMS: Room[] = ["drafts", "outbox", "answers"];

function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the device's store failed"));
  });
}

/** One step over several rooms: all of it is kept, or none. */
export interface Step {
  get<Value>(room: Room, owner: string, key: string): Promise<Kept<Value> | undefined>;
  put<Value>(room: Room, owner: string, key: string, value: Value): Promise<void>;
  remove(room: Room, owner: string, key: string): Promise<void>;
}

export class Database {
  readonly #open: IDBDatabase;

  private constructor(open: IDBDatabase) {
    this.#open = open;
  }

  static async open(factory: IDBFactory = globalThis.indexedDB): Promise<Database> {
    const request = factory.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const room of ROOMS) request.result.createObjectStore(room, { keyPath: ["owner", "key"] });
    };
    return new Database(await finished(request));
  }

  async get<Value>(room: Room, owner: string, key: string): Promise<Kept<Value> | undefined> {
    return finished(this.#open.transaction(room).objectStore(room).get([owner, key]));
  }

  /** All that an owner has in a room, by key. */
  async list<Value>(room: Room, owner: string): Promise<Kept<Value>[]> {
    const range = IDBKeyRange.bound([owner, ""], [owner, "\uffff"]);
    return finished(this.#open.transaction(room).objectStore(room).getAll(range));
  }

  async put<Value>(room: Room, owner: string, key: string, value: Value): Promise<void> {
    await this.together((step) => step.put(room, owner, key, value));
  }

  async remove(room: Room, owner: string, key: string): Promise<void> {
    await this.together((step) => step.remove(room, owner, key));
  }

  /** Forgets what an owner has in a room. */
  async clear(room: Room, owner: string): Promise<void> {
    const range = IDBKeyRange.bound([owner, ""], [owner, "\uffff"]);
    await finished(this.#open.transaction(room, "readwrite").objectStore(room).delete(range));
  }

  /** Runs `act`, which waits for nothing but the step itself; kept when this
   * resolves. */
  async together<Result>(act: (step: Step) => Promise<Result>): Promise<Result> {
    const transaction = this.#open.transaction(ROOMS, "readwrite");
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the device's store failed"));
    });
    const step: Step = {
      get: (room, owner, key) => finished(transaction.objectStore(room).get([owner, key])),
      put: async (room, owner, key, value) => {
        await finished(transaction.objectStore(room).put({ owner, key, time: Date.now(), value }));
      },
      remove: async (room, owner, key) => {
        await finished(transaction.objectStore(room).delete([owner, key]));
      },
    };
    try {
      const result = await act(step);
      await done;
      return result;
    } catch (error) {
      done.catch(() => undefined);
      try { transaction.abort(); } catch { /* It has ended already. */ }
      throw error;
    }
  }

  close(): void {
    this.#open.close();
  }
}
