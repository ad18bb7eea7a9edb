//! Records and fixed lists of words, each declared once: the type, how it is read, its schema and its
//! reference follow.

/// Declares a record once: the struct, how it is read, its schema and its reference follow.
///
/// Each line is `field: Type = "Chinese key" | "another", "what it says, in Chinese";`.
/// The English key is the field's name. `Option` and `Vec` may be absent, anything else must be
/// there. A trailing `span` holds the place of the whole record.
#[macro_export]
macro_rules! record {
    ($(#[doc = $about:literal])+ $name:ident {
        $($(#[doc = $en:literal])+ $field:ident : $kind:ty = $($zh:literal)|+ , $about_zh:literal;)+
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[doc = $en])+ pub $field: $kind,)+
            /// Where the record is written.
            pub span: $crate::span::Span,
            /// Keys whose values could not be read.
            pub unread: $crate::yaml::Unread,
        }

        impl $name {
            /// The keys, for schema and reference.
            pub const FIELDS: &'static [$crate::yaml::Field] = &[$($crate::yaml::Field {
                en: stringify!($field),
                zh: &[$($zh),+],
                about_en: concat!($($en),+),
                about_zh: $about_zh,
                required: $crate::yaml::is_required(stringify!($kind)),
                shape: <$kind as $crate::yaml::Read>::shape,
            }),+];
        }

        impl $crate::yaml::Read for $name {
            fn shape() -> $crate::yaml::Shape {
                $crate::yaml::Shape::Record(Self::FIELDS)
            }

            fn read(
                node: &$crate::yaml::Node,
                problems: &mut Vec<$crate::diagnostic::Diagnostic>,
            ) -> Option<Self> {
                let mut fields = $crate::yaml::Fields::open(node, Self::FIELDS, problems)?;
                let mut known = Self::FIELDS.iter();
                $(let $field = fields.take::<$kind>(known.next()?, problems);)+
                Some(Self { $($field: $field?,)+ span: node.span, unread: fields.unread() })
            }
        }
    };
}

/// Whether the value of a record's field is written but could not be read. A field that the record
/// does not have is refused by the compiler.
#[macro_export]
macro_rules! unread {
    ($record:expr, $field:ident) => {{
        let _ = &$record.$field;
        $record.unread.has(stringify!($field))
    }};
}

/// Declares a fixed list of words once, each with its English and Chinese spelling.
#[macro_export]
macro_rules! words {
    ($(#[doc = $about:literal])+ $name:ident {
        $($(#[doc = $doc:literal])* $variant:ident = $en:literal / $zh:literal;)+
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!($zh, $(" —", $doc,)* "")] $variant,)+
        }

        impl $name {
            /// The word in data files.
            pub fn en(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }

            /// The word on pages.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }
        }

        impl $crate::yaml::Words for $name {
            const CHOICES: &'static [$crate::yaml::Choice] =
                &[$($crate::yaml::Choice { en: $en, zh: $zh }),+];
            const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl $crate::yaml::Read for $name {
            fn shape() -> $crate::yaml::Shape {
                $crate::yaml::Shape::Choice(<Self as $crate::yaml::Words>::CHOICES)
            }

            fn read(
                node: &$crate::yaml::Node,
                problems: &mut Vec<$crate::diagnostic::Diagnostic>,
            ) -> Option<Self> {
                $crate::yaml::read_words(node, problems)
            }
        }
    };
}
