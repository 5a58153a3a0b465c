//! Convert: an API that was read comes in, the same API in another notation goes out as text. CSDL documents become the other
//! form of CSDL; the API that a CSDL model describes becomes an OpenAPI document, by the OData-to-OpenAPI mapping of OASIS.

mod csdl_json;
mod csdl_xml;
mod kinds;
mod names;
mod openapi;
mod text;

pub use openapi::{Options, Version};

use crate::front::csdl::Csdl;
use crate::ir::Api;

/// A document as CSDL JSON.
pub fn csdl_json(document: &Csdl) -> String {
    text::json::print(&csdl_json::write(&document.0))
}

/// A document as CSDL XML.
pub fn csdl_xml(document: &Csdl) -> String {
    text::xml::print(&csdl_xml::write(&document.0))
}

/// An API as OpenAPI in JSON.
pub fn openapi_json(api: &Api, options: &Options) -> String {
    text::json::print(&openapi::write(api, options))
}

/// The same in YAML.
pub fn openapi_yaml(api: &Api, options: &Options) -> String {
    text::yaml::print(&openapi::write(api, options))
}
