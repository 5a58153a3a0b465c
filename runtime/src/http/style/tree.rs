//! Bracketed names: `a[b][c]=1&a[d][]=2` to nested values, by schema. Deep objects of queries and form bodies are read so.

use std::collections::BTreeMap;

use super::shape::{self, Make};
use super::{StyleError, coerce};
use crate::http::query::{Coding, Pair};
use crate::json::{Object, Value};
use crate::schema::SchemaRef;

/// Names nested deeper are refused.
const MAX_DEPTH: usize = 16;

/// Texts below a name.
#[derive(Debug, Default)]
struct Branch {
    leaves: Vec<String>,
    children: Vec<(String, Branch)>,
    /// Position of each child.
    index: BTreeMap<String, usize>,
}

impl Branch {
    fn child(&mut self, name: &str) -> Option<&mut Branch> {
        let next = self.children.len();
        let position = self.index.get(name).copied().unwrap_or(next);
        if position == next {
            self.children.push((name.to_owned(), Branch::default()));
            self.index.insert(name.to_owned(), next);
        }
        self.children.get_mut(position).map(|(_, branch)| branch)
    }

    fn add(&mut self, keys: &[&str], leaf: String) {
        let mut place = self;
        for (depth, key) in keys.iter().enumerate() {
            // `a[]=1&a[]=2` are two items; `a[][b]=1` starts an item each time.
            let key = if key.is_empty() && depth + 1 < keys.len() { place.children.len().to_string() } else { (*key).to_owned() };
            let Some(next) = place.child(&key) else { return };
            place = next;
        }
        place.leaves.push(leaf);
    }

    /// Whether something is both a text and a place of others: one of them would be lost.
    fn is_mixed(&self) -> bool {
        !(self.leaves.is_empty() || self.children.is_empty()) || self.children.iter().any(|(_, child)| child.is_mixed())
    }
}

/// The object that all pairs make together whose names the filter takes; `None` when there is none. With `root`, only names
/// below it count, such as `root[a]`.
pub(crate) fn object(
    pairs: &[Pair],
    coding: Coding,
    schema: SchemaRef,
    root: Option<&str>,
    takes: &dyn Fn(&str) -> bool,
) -> Result<Option<Value>, StyleError> {
    let mut tree = Branch::default();
    for pair in pairs {
        let Some(name) = &pair.name else { continue };
        let Some(keys) = keys(name, root) else { continue };
        if keys.first().is_some_and(|first| takes(first)) {
            if keys.len() > MAX_DEPTH {
                return Err(StyleError::TooDeep);
            }
            tree.add(&keys, coding.decode(&pair.value).ok_or(StyleError::Encoding)?.into_owned());
        }
    }
    if tree.is_mixed() {
        return Err(StyleError::Repeated);
    }
    if tree.children.is_empty() {
        return Ok(None);
    }
    Ok(Some(members(tree, schema)))
}

/// `a[b][]` as `a`, `b` and an empty key, as far as it is not too deep; names that are not of this form are keys by themselves.
fn keys<'a>(name: &'a str, root: Option<&str>) -> Option<Vec<&'a str>> {
    let (mut keys, mut rest) = if let Some(root) = root {
        let rest = name.strip_prefix(root).filter(|rest| rest.starts_with('['))?;
        (Vec::new(), rest)
    } else {
        let open = name.find('[').filter(|open| *open > 0).unwrap_or(name.len());
        let (first, rest) = name.split_at_checked(open).unwrap_or((name, ""));
        (vec![first], rest)
    };
    while keys.len() <= MAX_DEPTH
        && let Some(inner) = rest.strip_prefix('[')
    {
        let Some((key, more)) = inner.split_once(']') else { return root.is_none().then(|| vec![name]) };
        keys.push(key);
        rest = more;
    }
    if rest.is_empty() || keys.len() > MAX_DEPTH { Some(keys) } else { root.is_none().then(|| vec![name]) }
}

fn value(branch: Branch, schema: Option<SchemaRef>) -> Value {
    let Some(schema) = schema else { return untyped(branch) };
    let make = shape::make(schema);
    if branch.children.is_empty() {
        let several = branch.leaves.len() > 1;
        return match (branch.leaves.as_slice(), make) {
            ([leaf], Make::Array | Make::Object) if leaf.starts_with(['[', '{']) => {
                Value::parse(leaf.as_bytes()).unwrap_or_else(|_| Value::String(leaf.clone()))
            }
            (leaves, Make::Array) => items(leaves, schema),
            (leaves, Make::SingleOrArray) if several => items(leaves, schema),
            ([leaf], _) => coerce(leaf, schema),
            // Too many: the schema says so, and where.
            (leaves, _) => texts(leaves),
        };
    }
    let listed = branch.children.iter().all(|(key, _)| key.bytes().all(|byte| byte.is_ascii_digit()));
    if matches!(make, Make::Array | Make::SingleOrArray) && listed {
        return elements(branch, schema);
    }
    members(branch, schema)
}

fn items(leaves: &[String], schema: SchemaRef) -> Value {
    let item = |(position, leaf): (usize, &String)| match shape::item(schema, position) {
        Some(item) => coerce(leaf, item),
        None => Value::String(leaf.clone()),
    };
    Value::Array(leaves.iter().enumerate().map(item).collect())
}

/// Items under numbered keys in the order of their numbers, and under empty keys in the order they come.
fn elements(branch: Branch, schema: SchemaRef) -> Value {
    let mut numbered: Vec<(u64, Branch)> = Vec::new();
    for (key, child) in branch.children {
        if key.is_empty() {
            numbered.extend(child.leaves.into_iter().map(|leaf| (u64::MAX, Branch { leaves: vec![leaf], ..Branch::default() })));
        } else {
            numbered.push((key.parse().unwrap_or(u64::MAX), child));
        }
    }
    numbered.sort_by_key(|(number, _)| *number);
    let children = numbered.into_iter().enumerate();
    Value::Array(children.map(|(at, (_, child))| value(child, shape::item(schema, at))).collect())
}

fn members(branch: Branch, schema: SchemaRef) -> Value {
    let mut object = Object::new();
    for (name, child) in branch.children {
        let member = value(child, shape::member(schema, &name));
        object.insert(name, member);
    }
    Value::Object(object)
}

/// Nothing is known of the value: texts stay texts.
fn untyped(branch: Branch) -> Value {
    if let ([leaf], true) = (branch.leaves.as_slice(), branch.children.is_empty()) {
        return Value::String(leaf.clone());
    }
    if branch.children.is_empty() {
        return texts(&branch.leaves);
    }
    Value::Object(branch.children.into_iter().map(|(name, child)| (name, untyped(child))).collect())
}

fn texts(leaves: &[String]) -> Value {
    Value::Array(leaves.iter().map(|leaf| Value::String(leaf.clone())).collect())
}
