//! Operators: the types of operands come in, the type of the result goes out, or that they do not go together.

use super::super::literal::Literal;
use super::super::model::{Ix, Model, Shape, TypeRef, edm};
use super::super::primitive::Family;
use super::ast::{Binary, Expr};

/// The type of a part of an expression; `None`: known only when it is evaluated.
pub(super) type Kind = Option<TypeRef>;

/// One value of a type.
#[allow(clippy::unnecessary_wraps, reason = "most values have a type that is known")]
pub(super) fn of(ty: Ix) -> Kind {
    Some(TypeRef::one(ty))
}

/// What a value has in common with others; `None` for objects, enumerations, collections and unknown values.
pub(super) fn family(model: &Model, kind: Kind) -> Option<Family> {
    let kind = kind.filter(|kind| !kind.collection)?;
    model.primitive(kind.ty).map(super::super::primitive::Primitive::family).filter(|family| *family != Family::Any)
}

fn is_unknown(model: &Model, kind: Kind) -> bool {
    match kind {
        None => true,
        Some(kind) => {
            let any = model.primitive(kind.ty).is_some_and(|primitive| primitive.family() == Family::Any);
            any && kind.ty != edm::COMPLEX_TYPE && kind.ty != edm::ENTITY_TYPE
        }
    }
}

pub(super) fn is_boolean(model: &Model, kind: Kind) -> bool {
    is_unknown(model, kind) || family(model, kind) == Some(Family::Boolean)
}

/// Whether a value may stand where one of several families is wanted.
pub(super) fn is_one_of(model: &Model, kind: Kind, families: &[Family]) -> bool {
    is_unknown(model, kind) || family(model, kind).is_some_and(|family| families.contains(&family))
}

/// The type of a literal.
pub(super) fn literal(model: &Model, literal: &Literal) -> Kind {
    let ty = match literal {
        Literal::Null => return None,
        Literal::Json(value) => {
            return matches!(value, crate::json::Value::Array(_)).then_some(TypeRef {
                ty: edm::UNTYPED,
                collection: true,
                nullable: true,
            });
        }
        Literal::Enum(name, _) => return name.as_deref().and_then(|name| model.find_type(name)).and_then(of),
        Literal::Boolean(_) => edm::BOOLEAN,
        Literal::Number(_) => edm::DOUBLE,
        Literal::String(_) => edm::STRING,
        Literal::Guid(_) => edm::GUID,
        Literal::Date(_) => edm::DATE,
        Literal::DateTime(_) => edm::DATE_TIME_OFFSET,
        Literal::TimeOfDay(_) => edm::TIME_OF_DAY,
        Literal::Duration(_) => edm::DURATION,
        Literal::Binary(_) => edm::BINARY,
        Literal::Geography(_) => edm::GEOGRAPHY,
        Literal::Geometry(_) => edm::GEOMETRY,
    };
    of(ty)
}

/// Whether two values can be compared. A string can be a member of an enumeration.
pub(super) fn comparable(model: &Model, one: Kind, other: Kind) -> bool {
    let (Some(left), Some(right)) = (one, other) else { return true };
    if is_unknown(model, one) || is_unknown(model, other) {
        return true;
    }
    if left.collection != right.collection {
        return false;
    }
    match (model.is_structured(left.ty), model.is_structured(right.ty)) {
        (true, true) => model.related(left.ty, right.ty),
        (false, false) => {
            let families = (family(model, Some(left.item())), family(model, Some(right.item())));
            match families {
                (Some(left), Some(right)) => left == right,
                // Enumerations have no family.
                (None, None) => left.ty == right.ty,
                (None, Some(other)) | (Some(other), None) => other == Family::String,
            }
        }
        _ => false,
    }
}

/// A string compared with an enumeration is one of its members; `Err` says that it is not.
pub(super) fn as_member(model: &Model, kind: Kind, expression: &Expr) -> Result<(), String> {
    let (Some(kind), Expr::Literal(Literal::String(text) | Literal::Enum(_, text))) = (kind, expression) else { return Ok(()) };
    let Some(Shape::Enum { flags, members }) = model.declared(kind.ty).map(|found| found.shape) else { return Ok(()) };
    let known = |part: &str| members.iter().any(|(name, _)| *name == part) || part.parse::<i64>().is_ok();
    let mut parts = text.split(',').map(str::trim);
    if parts.clone().all(known) && (flags || parts.clone().count() == 1) {
        return Ok(());
    }
    let wrong = parts.find(|part| !known(part)).unwrap_or(text);
    Err(format!("`{wrong}` is no member of {}", model.name(kind.ty)))
}

/// The type of the result of an operator; `Err` says why the operands do not go together.
pub(super) fn binary(model: &Model, operator: Binary, one: Kind, other: Kind) -> Result<Kind, String> {
    let shown = |kind: Kind| kind.map_or_else(|| "null".to_owned(), |kind| model.shown(kind));
    let wrong = || Err(format!("`{}` does not go with {} and {}", operator.name(), shown(one), shown(other)));
    let fits = match operator {
        Binary::Or | Binary::And => is_boolean(model, one) && is_boolean(model, other),
        Binary::Eq | Binary::Ne => comparable(model, one, other),
        Binary::Gt | Binary::Ge | Binary::Lt | Binary::Le => {
            let ordered = |kind: Kind| kind.is_none_or(|kind| !kind.collection && !model.is_structured(kind.ty));
            comparable(model, one, other) && ordered(one) && ordered(other)
        }
        Binary::Has => {
            let is_enum =
                one.is_none_or(|kind| matches!(model.declared(kind.ty).map(|found| found.shape), Some(Shape::Enum { .. })));
            (is_enum || is_unknown(model, one)) && comparable(model, one, other)
        }
        _ => return arithmetic(model, operator, one, other).map_or_else(wrong, Ok),
    };
    if fits { Ok(of(edm::BOOLEAN)) } else { wrong() }
}

/// Sums of numbers, points in time and lengths of time; `None` if there is no such sum.
fn arithmetic(model: &Model, operator: Binary, one: Kind, other: Kind) -> Option<Kind> {
    let unknown = (is_unknown(model, one), is_unknown(model, other));
    if unknown.0 && unknown.1 {
        return Some(None);
    }
    let (left, right) = (family(model, one), family(model, other));
    let sum = matches!(operator, Binary::Add | Binary::Sub);
    let product = matches!(operator, Binary::Mul | Binary::Div | Binary::DivBy);
    match (left, right) {
        (Some(Family::Number), Some(Family::Number)) => Some(of(edm::DOUBLE)),
        (Some(Family::Number | Family::Duration | Family::Date | Family::DateTime), None) if unknown.1 => Some(None),
        (None, Some(Family::Number | Family::Duration | Family::Date | Family::DateTime)) if unknown.0 => Some(None),
        (Some(Family::Duration), Some(Family::Duration)) if sum => Some(of(edm::DURATION)),
        (Some(Family::DateTime), Some(Family::Duration)) | (Some(Family::Duration), Some(Family::DateTime)) if sum => {
            Some(of(edm::DATE_TIME_OFFSET))
        }
        (Some(Family::Date), Some(Family::Duration)) | (Some(Family::Duration), Some(Family::Date)) if sum => Some(of(edm::DATE)),
        (Some(Family::DateTime), Some(Family::DateTime)) | (Some(Family::Date), Some(Family::Date)) if operator == Binary::Sub => {
            Some(of(edm::DURATION))
        }
        (Some(Family::Duration), Some(Family::Number)) | (Some(Family::Number), Some(Family::Duration)) if product => {
            Some(of(edm::DURATION))
        }
        _ => None,
    }
}
