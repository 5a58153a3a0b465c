//! Versions in names: where namespaces are versions of each other (`Chassis.v1_2_0`), as those of Redfish, an object of one version holds
//! its parts in the newest version that is not newer than itself, and says so nowhere.

use std::borrow::Cow;

use super::super::model::names::split;
use super::super::model::{Spot, TypeRef};
use super::Lower;

/// What a namespace is a version of, and which.
type Version<'n> = (&'n str, [u32; 3]);

impl Lower<'_, '_> {
    /// The type of a member of a type: the newest version that an object of this version holds.
    pub(super) fn versioned<'t>(&self, holder: &str, ty: &'t TypeRef) -> Cow<'t, TypeRef> {
        match self.newest(holder, &ty.name.text) {
            Some(name) => Cow::Owned(TypeRef { name: Spot::new(name, ty.name.at), ..ty.clone() }),
            None => Cow::Borrowed(ty),
        }
    }

    fn newest(&self, holder: &str, declared: &str) -> Option<String> {
        let (family, wanted) = version(split(holder).0)?;
        let (namespace, own) = split(declared);
        let declared_family = version(namespace).map_or(namespace, |(family, _)| family);
        let versions = self.model.descendants(declared).into_iter().filter_map(|name| {
            let (namespace, other) = split(name);
            let (of, number) = version(namespace)?;
            // Versions of another family have numbers of their own.
            let old_enough = family != declared_family || number <= wanted;
            (other == own && of == declared_family && old_enough).then_some((number, name))
        });
        versions.max().map(|(_, name)| name.to_owned())
    }
}

/// `Chassis.v1_2_0` as version 1.2.0 of `Chassis`.
fn version(namespace: &str) -> Option<Version<'_>> {
    let (family, last) = namespace.rsplit_once('.')?;
    let mut parts = last.strip_prefix('v')?.split('_').map(str::parse);
    let mut next = || parts.next().and_then(Result::ok);
    let number = [next()?, next()?, next()?];
    parts.next().is_none().then_some((family, number))
}
