//! Bodies: what a URL addresses and a method come in; what a request's body is, and everything that is wrong with one, goes out.

use super::limits::{Names, does};
use super::model::{Call, Ix, Model, TypeRef};
use super::resolve::suggest;
use super::resource::{Resource, Step, Target};
use crate::json::{Object, Value, is_control, pointer_to, type_name};
use crate::schema::{CREATE, UPDATE, Views};
use crate::validate::{Options, Report, Rule, Severity, Violation, check_value};

/// What the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestBody {
    /// There is none.
    Nothing,
    /// A value of a type, seen from a side.
    Value(TypeRef, Views),
    /// An object with a member `value`.
    Wrapped(TypeRef, Views),
    /// An object with the arguments of an action.
    Arguments(&'static Call),
    /// The address of an entity: `{"@odata.id": …}`.
    Reference,
    /// JSON of a kind that the model says nothing about.
    Json,
    /// Bytes or text.
    Bytes,
}

impl Resource {
    /// What the body of a request to the resource is.
    pub fn body(&self, method: &str) -> RequestBody {
        let side = if method == "PATCH" { UPDATE } else { CREATE };
        let writes = matches!(method, "POST" | "PUT" | "PATCH");
        let holds = self.holds;
        match (self.target, holds) {
            _ if !writes => RequestBody::Nothing,
            (Target::Action, _) => self.call().map_or(RequestBody::Nothing, arguments),
            (Target::Batch, _) => RequestBody::Json,
            (Target::Stream | Target::RawValue, _) => RequestBody::Bytes,
            _ if self.segments.iter().any(|segment| segment.step == Step::Query) => RequestBody::Bytes,
            (Target::References | Target::Reference, _) => RequestBody::Reference,
            (Target::Dynamic, _) => RequestBody::Json,
            (Target::Entities | Target::Complexes | Target::Primitives, Some(holds)) if method == "POST" => {
                RequestBody::Value(holds.item(), side)
            }
            (Target::Entities, _) => RequestBody::Json,
            (Target::Entity | Target::Complex, Some(holds)) => RequestBody::Value(holds, side),
            (Target::Complexes | Target::Primitives | Target::Primitive, Some(holds)) => RequestBody::Wrapped(holds, side),
            _ => RequestBody::Nothing,
        }
    }

    /// Checks the JSON body of a request to the resource.
    pub fn check_body(&self, method: &str, value: &Value) -> Report {
        match self.body(method) {
            RequestBody::Value(holds, views) => {
                let mut report = self.model.check(holds, views, value);
                report.append(self.check_links(method, value));
                report
            }
            RequestBody::Wrapped(holds, views) => wrapped(self.model, holds, views, value),
            RequestBody::Arguments(call) => self.model.check_arguments(call, value),
            RequestBody::Reference => reference(value),
            RequestBody::Nothing | RequestBody::Json | RequestBody::Bytes => Report::default(),
        }
    }

    /// Whether the body of a request to the resource may hold no related entities, only references to them.
    fn is_shallow(&self, method: &str) -> bool {
        self.denies(if method == "POST" { does::DEEP_INSERT } else { does::DEEP_UPDATE })
    }

    /// Whether something is said of related entities in the body of a request to the resource.
    #[cfg(feature = "http")]
    pub(crate) fn limits_links(&self, method: &str) -> bool {
        self.is_shallow(method) || method != "POST" && self.home.names(Names::NonUpdatableLinks).is_some()
    }

    /// Checks that a JSON body holds no related entities where the service does not write them along with others, and leads no navigation
    /// property to other entities where the service does not.
    pub(crate) fn check_links(&self, method: &str, value: &Value) -> Report {
        let mut report = Report::default();
        let RequestBody::Value(holds, _) = self.body(method) else { return report };
        if self.is_shallow(method) {
            self.model.shallow(holds.ty, value, "", &mut report);
        }
        let members = if method == "POST" { None } else { value.as_object() };
        for (name, _) in members.into_iter().flatten() {
            let own = ["@odata.bind", "@bind"].iter().find_map(|bind| name.strip_suffix(bind)).unwrap_or(name);
            if self.home.includes(Names::NonUpdatableLinks, own) {
                let message = format!("must not be there: the service does not lead `{own}` to other entities");
                report.append(one(pointer_to(name), Rule::AdditionalProperties, own, &message));
            }
        }
        report
    }
}

fn arguments(call: &'static Call) -> RequestBody {
    if call.arguments().is_empty() { RequestBody::Nothing } else { RequestBody::Arguments(call) }
}

impl Model {
    /// Checks a value of a type, seen from a side: against the schema of the type, or of that which the value names.
    pub fn check(&self, holds: TypeRef, views: Views, value: &Value) -> Report {
        if *value == Value::Null && holds.nullable {
            return Report::default();
        }
        if !holds.collection {
            let Some(schema) = self.schema(holds.ty) else { return Report::default() };
            return check_value(value, schema, views, &Options::default());
        }
        let Value::Array(items) = value else {
            return one(String::new(), Rule::Type, "array", "must be an array");
        };
        let mut report = Report::default();
        for (at, item) in items.iter().enumerate() {
            report.append(self.check(holds.item(), views, item).within(&format!("/{at}")));
        }
        report
    }

    /// Checks an object with a member `value` that holds values of a type, as responses for collections and simple values are.
    pub fn check_wrapped(&self, holds: TypeRef, views: Views, value: &Value) -> Report {
        wrapped(self, holds, views, value)
    }

    /// Checks the arguments of an action: the members of one object.
    pub fn check_arguments(&self, call: &'static Call, value: &Value) -> Report {
        let Value::Object(members) = value else {
            return one(String::new(), Rule::Type, "object", "must be an object");
        };
        let mut report = Report::default();
        for parameter in call.arguments() {
            match members.get(parameter.name) {
                Some(value) => report.append(self.check(parameter.holds(), CREATE, value).within(&pointer_to(parameter.name))),
                None if parameter.is_optional() || parameter.holds().nullable || parameter.holds().collection => {}
                None => {
                    report.append(one(String::new(), Rule::Required, parameter.name, &format!("must have `{}`", parameter.name)));
                }
            }
        }
        let known = |name: &str| is_control(name) || call.arguments().iter().any(|parameter| parameter.name == name);
        for (name, _) in members.iter().filter(|(name, _)| !known(name)) {
            let meant = suggest(name, call.arguments().iter().map(|parameter| parameter.name));
            let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            let message = format!("is no parameter of `{}`{meant}", call.own_name());
            report.append(one(pointer_to(name), Rule::AdditionalProperties, name, &message));
        }
        report
    }
}

impl Model {
    /// Reports related entities inside of a value, where the service takes only references to them.
    fn shallow(&self, ty: Ix, value: &Value, pointer: &str, report: &mut Report) {
        let Value::Object(members) = value else { return };
        let named = ["@odata.type", "@type"].iter().find_map(|name| members.get(name)?.as_str());
        let named = named.and_then(|name| self.find_type(type_name(name)));
        let ty = named.filter(|named| self.is_a(*named, ty)).unwrap_or(ty);
        for (name, value) in members {
            // A delta of related entities writes them as well.
            let own = ["@odata.delta", "@delta"].iter().find_map(|delta| name.strip_suffix(delta)).unwrap_or(name);
            let Some(member) = self.member(ty, own) else { continue };
            let pointer = format!("{pointer}{}", pointer_to(name));
            let items = match value {
                Value::Array(items) => items.as_slice(),
                single => std::slice::from_ref(single),
            };
            for (at, item) in items.iter().enumerate() {
                let pointer = if matches!(value, Value::Array(_)) { format!("{pointer}/{at}") } else { pointer.clone() };
                let is_reference =
                    |members: &Object| members.iter().all(|(name, _)| is_control(name)) && address(members).is_some();
                match item {
                    Value::Object(members) if member.is_navigation() && !is_reference(members) => {
                        let message = "must be a reference: the service does not write related entities along with others";
                        report.append(one(pointer, Rule::AdditionalProperties, "@odata.id", message));
                    }
                    _ if member.is_navigation() => {}
                    _ => self.shallow(member.ty, item, &pointer, report),
                }
            }
        }
    }
}

fn wrapped(model: &Model, holds: TypeRef, views: Views, value: &Value) -> Report {
    let Value::Object(members) = value else {
        return one(String::new(), Rule::Type, "object", "must be an object");
    };
    match members.get("value") {
        Some(value) => model.check(holds, views, value).within("/value"),
        None => one(String::new(), Rule::Required, "value", "must have `value`"),
    }
}

/// The address of an entity that an object refers to.
fn address(members: &Object) -> Option<&Value> {
    members.get("@odata.id").or_else(|| members.get("@id"))
}

fn reference(value: &Value) -> Report {
    let Value::Object(members) = value else {
        return one(String::new(), Rule::Type, "object", "must be an object");
    };
    match address(members) {
        Some(Value::String(_)) => Report::default(),
        Some(_) => one("/@odata.id".to_owned(), Rule::Type, "string", "must be a string"),
        None => one(String::new(), Rule::Required, "@odata.id", "must have `@odata.id`"),
    }
}

fn one(pointer: String, rule: Rule, limit: &str, message: &str) -> Report {
    let violation = Violation {
        pointer,
        keyword_path: rule.as_str().to_owned(),
        rule,
        severity: Severity::Error,
        limit: Some(limit.to_owned()),
        found: None,
        message: message.to_owned(),
        reasons: Vec::new(),
    };
    violation.into()
}
