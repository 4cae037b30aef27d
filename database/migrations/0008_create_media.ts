import { BaseSchema } from '@adonisjs/lucid/schema'

/** Uploaded images and documents, and which revision shows which. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE media (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        owner_id uuid NOT NULL REFERENCES users,
        kind text NOT NULL CHECK (kind IN ('image', 'document')),
        status text NOT NULL DEFAULT 'pending' CHECK (status IN
          ('pending', 'uploaded', 'ready', 'failed')),
        file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
        declared_bytes bigint CHECK (declared_bytes > 0),
        bytes bigint CHECK (bytes > 0),
        mime_type text,
        sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        original_key text,
        width integer CHECK (width > 0),
        height integer CHECK (height > 0),
        failure_code text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT media_ready_is_whole CHECK (status <> 'ready' OR sha256 IS NOT NULL),
        CONSTRAINT media_failed_says_why CHECK ((status = 'failed') = (failure_code IS NOT NULL))
      );
      CREATE INDEX media_unfinished ON media (created_at) WHERE status <> 'ready';
      CREATE INDEX media_owner_id ON media (owner_id, id);

      CREATE TABLE revision_media (
        revision_id uuid NOT NULL REFERENCES listing_revisions,
        media_id uuid NOT NULL REFERENCES media,
        position integer NOT NULL CHECK (position >= 0),
        alt_text text NOT NULL DEFAULT '' CHECK (length(alt_text) <= 300),
        is_main boolean NOT NULL DEFAULT false,
        is_private boolean NOT NULL DEFAULT false,
        PRIMARY KEY (revision_id, media_id),
        CONSTRAINT revision_media_position_unique UNIQUE (revision_id, position)
          DEFERRABLE INITIALLY DEFERRED
      );
      CREATE UNIQUE INDEX revision_media_one_main ON revision_media (revision_id) WHERE is_main;
      CREATE INDEX revision_media_media_id ON revision_media (media_id);
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE revision_media, media;')
  }
}
