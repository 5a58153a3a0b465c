//! The rules that a value can break: what a violation is filed under.

use std::fmt;

/// The rule that a value breaks, named as the keyword that states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// The text is no JSON.
    Syntax,
    /// The value is valid JSON that the type cannot hold, such as an integer beyond 64 bits.
    Unreadable,
    /// Checking the value takes more nesting or work than allowed.
    Complexity,
    /// A schema that no value satisfies.
    Never,
    /// `type`
    Type,
    /// `enum`, and `const` as its special case
    Enum,
    /// `format`
    Format,
    /// `minimum`
    Minimum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `maximum`
    Maximum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
    /// `multipleOf`
    MultipleOf,
    /// `minLength`
    MinLength,
    /// `maxLength`
    MaxLength,
    /// `pattern`
    Pattern,
    /// `minItems`
    MinItems,
    /// `maxItems`
    MaxItems,
    /// `uniqueItems`
    UniqueItems,
    /// `items`: no item is allowed at this place
    Items,
    /// `contains`, with `minContains`
    Contains,
    /// `maxContains`
    MaxContains,
    /// `unevaluatedItems`
    UnevaluatedItems,
    /// `required`
    Required,
    /// `properties`: the member must not be there
    Properties,
    /// `minProperties`
    MinProperties,
    /// `maxProperties`
    MaxProperties,
    /// `additionalProperties`
    AdditionalProperties,
    /// `propertyNames`
    PropertyNames,
    /// `dependentRequired`
    DependentRequired,
    /// `unevaluatedProperties`
    UnevaluatedProperties,
    /// `anyOf`
    AnyOf,
    /// `oneOf`
    OneOf,
    /// `not`
    Not,
}

impl Rule {
    /// All rules.
    pub const ALL: &'static [Rule] = &[
        Self::Syntax,
        Self::Unreadable,
        Self::Complexity,
        Self::Never,
        Self::Type,
        Self::Enum,
        Self::Format,
        Self::Minimum,
        Self::ExclusiveMinimum,
        Self::Maximum,
        Self::ExclusiveMaximum,
        Self::MultipleOf,
        Self::MinLength,
        Self::MaxLength,
        Self::Pattern,
        Self::MinItems,
        Self::MaxItems,
        Self::UniqueItems,
        Self::Items,
        Self::Contains,
        Self::MaxContains,
        Self::UnevaluatedItems,
        Self::Required,
        Self::Properties,
        Self::MinProperties,
        Self::MaxProperties,
        Self::AdditionalProperties,
        Self::PropertyNames,
        Self::DependentRequired,
        Self::UnevaluatedProperties,
        Self::AnyOf,
        Self::OneOf,
        Self::Not,
    ];

    /// The rule of a name, as [`Rule::as_str`] gives it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == name)
    }

    /// The keyword; for rules that no keyword states, a word of the same shape.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Unreadable => "unreadable",
            Self::Complexity => "complexity",
            Self::Never => "false",
            Self::Type => "type",
            Self::Enum => "enum",
            Self::Format => "format",
            Self::Minimum => "minimum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MultipleOf => "multipleOf",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::Items => "items",
            Self::Contains => "contains",
            Self::MaxContains => "maxContains",
            Self::UnevaluatedItems => "unevaluatedItems",
            Self::Required => "required",
            Self::Properties => "properties",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
            Self::AdditionalProperties => "additionalProperties",
            Self::PropertyNames => "propertyNames",
            Self::DependentRequired => "dependentRequired",
            Self::UnevaluatedProperties => "unevaluatedProperties",
            Self::AnyOf => "anyOf",
            Self::OneOf => "oneOf",
            Self::Not => "not",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
