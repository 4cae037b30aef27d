import { BaseSchema } from '@adonisjs/lucid/schema'

/** The tree of categories, and the typed fields that each defines and its children inherit. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE categories (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        parent_id uuid REFERENCES categories,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        slug text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
        position integer NOT NULL DEFAULT 0,
        icon text CHECK (icon ~ '^[a-z0-9-]{1,60}$'),
        archived_at timestamptz(3),
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT categories_slug_unique UNIQUE (slug),
        CONSTRAINT categories_not_its_own_parent CHECK (parent_id <> id)
      );
      CREATE INDEX categories_parent_id ON categories (parent_id, position);

      CREATE TABLE category_fields (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        category_id uuid NOT NULL REFERENCES categories,
        key text NOT NULL CHECK (key ~ '^[a-z][a-zA-Z0-9]{0,39}$'),
        label jsonb NOT NULL CHECK (jsonb_typeof(label) = 'object'),
        type text NOT NULL CHECK (type IN ('text', 'long_text', 'integer', 'decimal', 'boolean',
          'date', 'choice', 'choices', 'url')),
        unit text CHECK (length(unit) BETWEEN 1 AND 20),
        is_required boolean NOT NULL DEFAULT false,
        limits jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(limits) = 'object'),
        choices jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(choices) = 'array'),
        is_filterable boolean NOT NULL DEFAULT false,
        show_in_list boolean NOT NULL DEFAULT false,
        help jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(help) = 'object'),
        position integer NOT NULL DEFAULT 0,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT category_fields_key_unique UNIQUE (category_id, key),
        CONSTRAINT category_fields_choices_fit
          CHECK ((type IN ('choice', 'choices')) = (jsonb_array_length(choices) > 0))
      );

      ALTER TABLE audit_log DROP CONSTRAINT audit_log_subject_type_check,
        ADD CONSTRAINT audit_log_subject_type_check
          CHECK (subject_type IN ('auction', 'user', 'house', 'category'));
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE audit_log DROP CONSTRAINT audit_log_subject_type_check,
        ADD CONSTRAINT audit_log_subject_type_check
          CHECK (subject_type IN ('auction', 'user', 'house'));
      DROP TABLE category_fields, categories;
    `)
  }
}
